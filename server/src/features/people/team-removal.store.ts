import type { Role } from '@bellwether/shared/access/capabilities';
import type { Queryable } from '../../db/queryable.types.ts';

/** Roles that are given over a team, the sample team's own aside. */
export async function loadRolesOverTeam(
  db: Queryable,
  teamId: string,
): Promise<{ name: string; role: Role; isOnlyRole: boolean }[]> {
  const { rows } = await db.query<{ name: string; role: Role; isOnlyRole: boolean }>(
    `select u.name, g.role,
       not exists (select 1 from role_grants o where o.user_id = u.id and o.team_id is distinct from $1) "isOnlyRole"
     from role_grants g join users u on u.id = g.user_id
     where g.team_id = $1 and u.kind = 'person' order by lower(u.name), u.id, g.role`,
    [teamId],
  );
  return rows;
}

/** Domains and organisations by which people join with a role over the team. */
export async function loadJoiningOverTeam(db: Queryable, teamId: string): Promise<string[]> {
  const { rows } = await db.query<{ value: string }>(
    'select value from join_rules where team_id = $1 order by value',
    [teamId],
  );
  return rows.map(({ value }) => value);
}

/** Invitations that can still be used and give a role over the team. */
export async function countInvitationsOverTeam(
  db: Queryable,
  teamId: string,
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int n from one_time_links
     where kind = 'invitation' and used_at is null and revoked_at is null and expires_at > $2
       and grants @> jsonb_build_array(jsonb_build_object('teamId', $1::text))`,
    [teamId, now],
  );
  return rows[0]?.n ?? 0;
}

/** Whoever has a role over the team learns that it goes. */
export async function bumpUsersOverTeam(tx: Queryable, teamId: string): Promise<void> {
  await tx.query(
    `update users set access_version = access_version + 1
     where id in (select user_id from role_grants where team_id = $1)`,
    [teamId],
  );
}
