import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

const MAX_LIFE_SECONDS = 600;

const claimsSchema = z.object({
  iss: z.union([z.string(), z.number()]).transform(String),
  iat: z.number(),
  exp: z.number(),
});

/**
 * Why GitHub would refuse an App's signature, in its own words; null: it is right. Without a public key any signature
 * is taken, and only its number and its times count.
 */
export function refusalOfSignature(
  token: string,
  app: { id: number; publicKey?: string },
  now: Date,
): string | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = claimsSchema.safeParse(readJson(payload)).data;
  if (claims === undefined || claims.iss !== String(app.id)) {
    return 'A JSON web token could not be decoded';
  }
  if (app.publicKey !== undefined && !isSigned(`${header}.${payload}`, signature, app.publicKey)) {
    return 'A JSON web token could not be decoded';
  }
  const second = now.getTime() / 1000;
  if (claims.iat > second) {
    return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
  }
  if (claims.exp > second + MAX_LIFE_SECONDS) {
    return "'Expiration time' claim ('exp') is too far in the future";
  }
  return claims.exp <= second
    ? "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
    : null;
}

function isSigned(text: string, signature: string, publicKey: string): boolean {
  const key = createPublicKey(publicKey);
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

function readJson(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
