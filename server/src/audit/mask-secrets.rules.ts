/** `current` and `next` are what a change of password is asked with. */
const SECRET_NAME =
  /token|secret|password|passphrase|credential|private_?(?:key|text)|codes?$|^code|otp|cipher|^current$|^next$/i;
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
      SECRET_NAME.test(name) && isText(inner) ? MASK : maskSecrets(inner, depth + 1),
    ]),
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.some(isText));
}
