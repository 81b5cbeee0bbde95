/** One field that changed. Undefined on one side: it was not there. */
export type FieldChange = { field: string; before: unknown; after: unknown };

/**
 * What differs between two records, field by field in the order of the newer one; fields of fields are written
 * `calendar.zone`. Lists are compared whole. What is no record stands under an empty name.
 */
export function changesBetween(before: unknown, after: unknown): FieldChange[] {
  const left = flatten(before);
  const right = flatten(after);
  const fields = [...new Set([...right.keys(), ...left.keys()])];
  return fields.flatMap((field) => {
    const change = { field, before: left.get(field), after: right.get(field) };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

function flatten(value: unknown, prefix = '', found = new Map<string, unknown>()) {
  if (value === null || value === undefined) {
    if (prefix !== '') {
      found.set(prefix, value);
    }
    return found;
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    found.set(prefix, value);
    return found;
  }
  for (const [name, inner] of Object.entries(value)) {
    flatten(inner, prefix === '' ? name : `${prefix}.${name}`, found);
  }
  return found;
}
