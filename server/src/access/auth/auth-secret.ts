import { deriveSecret } from '../derive-secret.ts';

/** What the sign-in library signs cookies and encrypts second factors with. */
export function deriveAuthSecret(secretKey: string): string {
  return deriveSecret(secretKey, 'sign-in');
}
