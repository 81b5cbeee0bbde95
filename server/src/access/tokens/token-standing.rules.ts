import type { StoredToken } from './token.store.ts';

type Standing = Pick<StoredToken, 'revokedAt' | 'expiresAt'> & {
  owner: Pick<StoredToken['owner'], 'deactivatedAt' | 'isSample'>;
};

/** Why a token is worth nothing now, in a sentence; null: it is worth what its owner may do. */
export function whyRefused(token: Standing, now: Date): string | null {
  if (token.revokedAt !== null) {
    return 'This token was revoked.';
  }
  if (token.expiresAt !== null && token.expiresAt <= now) {
    return 'This token has expired.';
  }
  return token.owner.deactivatedAt !== null || token.owner.isSample
    ? 'The access of whoever made this token was taken away.'
    : null;
}
