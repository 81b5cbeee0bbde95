import type { Me } from '@bellwether/shared/access/access.schema';
import type { Queryable } from '../../db/queryable.types.ts';

type StoredMe = Omit<Me, 'capabilities' | 'seesOwnPullRequestsAlone'>;

export async function loadMe(db: Queryable, userId: string): Promise<StoredMe | null> {
  const { rows } = await db.query<StoredMe>(
    `select u.id as "userId", u.name, u.email, u.kind, u.two_factor_enabled as "twoFactorEnabled",
       u.person_id as "personId",
       exists (select 1 from connections where kind = 'sample') as "dataIsSample", u.access_version as "accessVersion",
       coalesce((select json_agg(json_build_object('role', g.role, 'teamId', g.team_id, 'teamName', t.name)
           order by g.role, t.name)
         from role_grants as g left join teams as t on t.id = g.team_id where g.user_id = u.id), '[]') as grants
     from users as u where u.id = $1`,
    [userId],
  );
  return rows[0] ?? null;
}
