import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { Token } from '@bellwether/shared/access/tokens.schema';
import type { ListedToken } from './tokens.store.ts';

/** What leaves the server of a token: never its hash. */
export function toToken(row: ListedToken, callerId: string, now: Date): Token {
  const { id, name, start, scopes, userId, userName, grants, revokedBy } = row;
  const rights = { grants, scopes: null, accountIds: [] };
  return {
    ...{ id, name, start, scopes, revokedBy },
    lostScopes: scopes.filter((scope) => scopeOf(rights, scope) === null),
    state: stateOf(row, now),
    owner: { userId, name: userName, isMe: userId === callerId },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

function stateOf(row: ListedToken, now: Date): Token['state'] {
  if (row.revokedAt !== null) {
    return 'revoked';
  }
  if (row.expiresAt !== null && row.expiresAt <= now) {
    return 'expired';
  }
  return row.deactivatedAt !== null || row.isSample ? 'idle' : 'active';
}
