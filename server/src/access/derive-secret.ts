import { hkdfSync } from 'node:crypto';

/** A secret for one purpose, made from the installation's secret key; one says nothing about another. */
export function deriveSecret(secretKey: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `bellwether ${purpose}`, 32)).toString(
    'base64url',
  );
}
