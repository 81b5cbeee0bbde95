import { deriveSecret } from '../derive-secret.ts';

/** What the key's secret for signing in is derived for: every server and the rotation of keys say the same. */
export const SIGN_IN_PURPOSE = 'sign-in';

/** What the sign-in library signs cookies and encrypts second factors with. */
export function deriveAuthSecret(secretKey: string): string {
  return deriveSecret(secretKey, SIGN_IN_PURPOSE);
}
