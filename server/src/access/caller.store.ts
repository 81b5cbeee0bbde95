import type { Grant } from '@bellwether/shared/access/access.rules';
import type { Queryable } from '../db/queryable.types.ts';

export type StoredCaller = {
  userId: string;
  name: string;
  isSample: boolean;
  personId: string | null;
  accessVersion: number;
  grants: Grant[];
  /** Accounts of the person on GitHub. */
  accountIds: string[];
};

/** The user with all that they may do. Null: there is none, or the access was taken away. */
export async function loadCaller(db: Queryable, userId: string): Promise<StoredCaller | null> {
  const { rows } = await db.query<StoredCaller>(
    `select u.id as "userId", u.name, u.kind = 'sample' as "isSample", u.person_id as "personId",
       u.access_version as "accessVersion",
       coalesce((select json_agg(json_build_object('role', g.role, 'teamId', g.team_id))
         from role_grants as g where g.user_id = u.id), '[]') as grants,
       array(select a.id from accounts as a where a.person_id = u.person_id) as "accountIds"
     from users as u where u.id = $1 and u.deactivated_at is null`,
    [userId],
  );
  return rows[0] ?? null;
}
