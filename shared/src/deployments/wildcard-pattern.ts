/**
 * Whether a name fits a pattern as a whole, in any case; `*` stands for any characters, none included. Linear in both, so
 * that no pattern a person types can stall the server.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  return matchWildcards(pattern, name) !== null;
}

/** What the stars of a pattern stand for, as the name spells it; null: the name does not fit. */
export function matchWildcards(pattern: string, name: string): string[] | null {
  const parts = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const [head = '', ...rest] = parts;
  if (!text.startsWith(head)) {
    return null;
  }
  if (rest.length === 0) {
    return text === head ? [] : null;
  }
  const tail = rest.at(-1) ?? '';
  const end = text.length - tail.length;
  const captured: string[] = [];
  let position = head.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, position);
    if (found === -1 || found + part.length > end) {
      return null;
    }
    captured.push(name.slice(position, found));
    position = found + part.length;
  }
  if (position > end || !text.endsWith(tail)) {
    return null;
  }
  return [...captured, name.slice(position, end)];
}
