import type { Grant } from '@bellwether/shared/access/access.rules';
import type { Capability } from '@bellwether/shared/access/capabilities';
import type { Queryable } from '../../db/queryable.types.ts';

/** A token with all that its owner may do now. */
export type StoredToken = {
  id: string;
  name: string;
  tokenHash: string;
  scopes: Capability[];
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  owner: {
    userId: string;
    isSample: boolean;
    deactivatedAt: Date | null;
    personId: string | null;
    accessVersion: number;
    grants: Grant[];
    accountIds: string[];
  };
};

type Row = Omit<StoredToken, 'owner'> & StoredToken['owner'];

/** Null: there is none of this hash. */
export async function findTokenByHash(db: Queryable, hash: string): Promise<StoredToken | null> {
  const { rows } = await db.query<Row>(
    `select t.id, t.name, t.token_hash as "tokenHash", t.scopes, t.expires_at as "expiresAt",
       t.last_used_at as "lastUsedAt", t.revoked_at as "revokedAt", u.id as "userId",
       u.kind = 'sample' as "isSample", u.deactivated_at as "deactivatedAt", u.person_id as "personId",
       u.access_version as "accessVersion",
       coalesce((select json_agg(json_build_object('role', g.role, 'teamId', g.team_id))
         from role_grants as g where g.user_id = u.id), '[]') as grants,
       array(select a.id from accounts as a where a.person_id = u.person_id) as "accountIds"
     from api_tokens as t join users as u on u.id = t.user_id where t.token_hash = $1`,
    [hash],
  );
  const row = rows[0];
  if (row === undefined) {
    return null;
  }
  const { userId, isSample, deactivatedAt, personId, accessVersion, grants, accountIds, ...token } =
    row;
  const owner = { userId, isSample, deactivatedAt, personId, accessVersion, grants, accountIds };
  return { ...token, owner };
}

/** Writes down that it was used, unless that stands there already since `since`. */
export async function markTokenUsed(
  db: Queryable,
  id: string,
  now: Date,
  since: Date,
): Promise<void> {
  await db.query(
    `update api_tokens set last_used_at = $2
     where id = $1 and (last_used_at is null or last_used_at <= $3)`,
    [id, now, since],
  );
}
