import type { Grant } from '@bellwether/shared/access/access.rules';
import type { TokenScope } from '@bellwether/shared/access/token-scopes';
import type { Queryable } from '../../db/queryable.types.ts';

export type ListedToken = {
  id: string;
  name: string;
  start: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  userId: string;
  userName: string;
  deactivatedAt: Date | null;
  isSample: boolean;
  /** What its owner may do now. */
  grants: Grant[];
};

export type NewToken = {
  userId: string;
  name: string;
  tokenHash: string;
  start: string;
  scopes: readonly TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
};

const LISTED = `t.id, t.name, t.start, t.scopes, t.created_at as "createdAt", t.expires_at as "expiresAt",
  t.last_used_at as "lastUsedAt", t.revoked_at as "revokedAt", t.revoked_by as "revokedBy",
  u.id as "userId", u.name as "userName", u.deactivated_at as "deactivatedAt", u.kind = 'sample' as "isSample",
  coalesce((select json_agg(json_build_object('role', g.role, 'teamId', g.team_id))
    from role_grants as g where g.user_id = u.id), '[]') as grants`;

/** The newest first. `userId` null: everybody's. */
export async function loadTokens(db: Queryable, userId: string | null): Promise<ListedToken[]> {
  const { rows } = await db.query<ListedToken>(
    `select ${LISTED} from api_tokens as t join users as u on u.id = t.user_id
     where $1::text is null or t.user_id = $1 order by t.created_at desc, t.id`,
    [userId],
  );
  return rows;
}

/** Null: there is none, or it is not this user's. `userId` null: whoever's. */
export async function loadToken(
  db: Queryable,
  id: string,
  userId: string | null,
): Promise<ListedToken | null> {
  const { rows } = await db.query<ListedToken>(
    `select ${LISTED} from api_tokens as t join users as u on u.id = t.user_id
     where t.id = $1 and ($2::text is null or t.user_id = $2)`,
    [id, userId],
  );
  return rows[0] ?? null;
}

export async function countWorkingTokens(
  db: Queryable,
  userId: string,
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from api_tokens
     where user_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
    [userId, now],
  );
  return rows[0]?.count ?? 0;
}

export async function insertToken(db: Queryable, token: NewToken): Promise<string> {
  const { userId, name, tokenHash, start, scopes, createdAt, expiresAt } = token;
  const { rows } = await db.query<{ id: string }>(
    `insert into api_tokens (user_id, name, token_hash, start, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [userId, name, tokenHash, start, scopes, createdAt, expiresAt],
  );
  return rows[0]?.id ?? '';
}

/** False: it was revoked before. */
export async function markRevoked(
  db: Queryable,
  id: string,
  revoked: { at: Date; by: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update api_tokens set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null',
    [id, revoked.at, revoked.by],
  );
  return (rowCount ?? 0) > 0;
}
