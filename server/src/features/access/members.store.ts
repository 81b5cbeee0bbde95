import type { Role } from '@bellwether/shared/access/capabilities';
import type { Queryable } from '../../db/queryable.types.ts';

export type StoredGrantView = { role: Role; teamId: string | null; teamName: string | null };

export type StoredMember = {
  userId: string;
  name: string;
  email: string;
  deactivatedAt: Date | null;
  accessVersion: number;
  twoFactorEnabled: boolean;
  personId: string | null;
  grants: StoredGrantView[];
  signInMethods: string[];
  lastSeenAt: Date | null;
  sessions: number;
  tokens: number;
};

/** The team's name, and that GitHub holds it no more. */
export const TEAM_NAME = `t.name || case when t.removed_at is null then '' else ' (gone from GitHub)' end`;

/** Everybody who may sign in, the sample team aside, by name. */
export async function loadMembers(db: Queryable, now: Date): Promise<StoredMember[]> {
  const { rows } = await db.query<StoredMember>(
    `select u.id "userId", u.name, u.email, u.deactivated_at "deactivatedAt", u.access_version "accessVersion",
       u.two_factor_enabled "twoFactorEnabled", u.person_id "personId",
       coalesce((select json_agg(json_build_object('role', g.role, 'teamId', g.team_id, 'teamName', ${TEAM_NAME})
           order by t.name)
         from role_grants g left join teams t on t.id = g.team_id where g.user_id = u.id), '[]') grants,
       array(select distinct case m.provider_id when 'credential' then 'password' else m.provider_id end
         from sign_in_methods m where m.user_id = u.id order by 1) "signInMethods",
       greatest((select max(s.updated_at) from sessions s where s.user_id = u.id),
         (select max(e.at) from audit_events e where e.actor_kind = 'user' and e.actor_id = u.id)) "lastSeenAt",
       (select count(*)::int from sessions s where s.user_id = u.id and s.expires_at > $1) sessions,
       (select count(*)::int from api_tokens k where k.user_id = u.id and k.revoked_at is null
         and (k.expires_at is null or k.expires_at > $1)) tokens
     from users u where u.kind = 'person' order by lower(u.name), u.id`,
    [now],
  );
  return rows;
}

export type StoredPersonChoice = {
  personId: string;
  displayName: string;
  logins: string[];
  linkedUserId: string | null;
};

/** People behind GitHub's accounts, bots aside, by name. */
export async function loadPersonChoices(db: Queryable): Promise<StoredPersonChoice[]> {
  const { rows } = await db.query<StoredPersonChoice>(
    `select p.id "personId", p.display_name "displayName", array_agg(a.login order by lower(a.login)) logins,
       (select min(u.id) from users u where u.person_id = p.id and u.kind = 'person') "linkedUserId"
     from people p join accounts a on a.person_id = p.id and a.type = 'User'
     group by p.id order by lower(p.display_name), p.id`,
  );
  return rows;
}

/** Which of the addresses stand on whose commits, or were given to whom. */
export async function loadOwnersOfAddresses(
  db: Queryable,
  emails: readonly string[],
): Promise<{ email: string; personId: string }[]> {
  if (emails.length === 0) {
    return [];
  }
  const { rows } = await db.query<{ email: string; personId: string }>(
    `select email, person_id "personId" from person_emails where email = any($1::text[])
     union
     select lower(c.author_email), a.person_id from pull_request_commits c join accounts a on a.id = c.author_id
     where lower(c.author_email) = any($1::text[]) and a.person_id is not null`,
    [emails],
  );
  return rows;
}

export async function loadTeamChoices(db: Queryable): Promise<{ teamId: string; name: string }[]> {
  const { rows } = await db.query<{ teamId: string; name: string }>(
    `select id "teamId", name from teams where removed_at is null order by lower(name), id`,
  );
  return rows;
}

/** Names of the teams that there are, of those asked for; one that GitHub no longer holds is none. */
export async function loadTeamNames(
  db: Queryable,
  teamIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id, name from teams where id = any($1::uuid[]) and removed_at is null',
    [teamIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
