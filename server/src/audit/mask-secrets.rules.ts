const SECRET_NAME = /token|secret|password|private_?(?:key|text)|code$|^code|cipher/i;
const MASK = '••••';

/** The same value with what stands under a secret's name left out, however deep. */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object' || depth > 20) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => maskSecrets(item, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) && typeof inner === 'string' ? MASK : maskSecrets(inner, depth + 1),
    ]),
  );
}
