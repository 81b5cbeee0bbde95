import type { Role } from '@bellwether/shared/access/capabilities';
import type { Queryable } from '../../db/queryable.types.ts';

/** Somebody of the sample team, made when first asked for: no password, one role. */
export async function keepSampleUser(
  tx: Queryable,
  user: { id: string; name: string; email: string; role: Role },
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into users (id, name, email, kind, created_at, updated_at) values ($1, $2, $3, 'sample', $4, $4)
     on conflict (id) do nothing`,
    [user.id, user.name, user.email, now],
  );
  await tx.query(
    `insert into role_grants (user_id, role, team_id, granted_at)
     select $1, $2, null, $3 where not exists (select 1 from role_grants where user_id = $1)`,
    [user.id, user.role, now],
  );
}

/**
 * Says who a user of the sample team is, and over which team their role goes, as soon as both were read: the widest team
 * that the account is in.
 */
export async function settleSampleUser(
  tx: Queryable,
  userId: string,
  login: string,
  isPerson: boolean,
): Promise<void> {
  await tx.query(
    `update users as u set person_id = a.person_id, access_version = u.access_version + 1
     from accounts as a where u.id = $1 and u.kind = 'sample' and $3 and a.login = $2
       and a.person_id is not null and u.person_id is distinct from a.person_id`,
    [userId, login, isPerson],
  );
  await tx.query(
    `with widest as (
       select t.id from teams as t join team_members as m on m.team_id = t.id
         join accounts as a on a.id = m.account_id
       where a.login = $2 and t.removed_at is null
       order by (t.parent_id is null) desc, t.name limit 1
     ), moved as (
       update role_grants as g set team_id = widest.id from widest
       where g.user_id = $1 and g.team_id is null returning g.user_id
     )
     update users set access_version = access_version + 1 where id in (select user_id from moved)`,
    [userId, login],
  );
}
