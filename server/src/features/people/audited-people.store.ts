import type { Queryable } from '../../db/queryable.types.ts';

export type AuditedPerson = { name: string; accounts: string[]; emails: string[] };

export async function loadAuditedPerson(db: Queryable, id: string): Promise<AuditedPerson | null> {
  const { rows } = await db.query<AuditedPerson>(
    `select p.display_name as name,
       array(select login from accounts where person_id = p.id order by login) as accounts,
       array(select email from person_emails where person_id = p.id order by email) as emails
     from people as p where p.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export type AuditedTeam = {
  name: string;
  members: string[];
  repositories: string[];
  paths: string[];
  /** Roles over it, each with whose it is. */
  roles: string[];
};

export async function loadAuditedTeam(db: Queryable, id: string): Promise<AuditedTeam | null> {
  const { rows } = await db.query<AuditedTeam>(
    `select t.name,
       array(select a.login from team_members as m join accounts as a on a.id = m.account_id
         where m.team_id = t.id order by a.login) as members,
       array(select r.owner || '/' || r.name from team_repositories as tr
         join repositories as r on r.id = tr.repository_id where tr.team_id = t.id order by 1) as repositories,
       array(select r.owner || '/' || r.name || ' ' || tp.pattern from team_paths as tp
         join repositories as r on r.id = tp.repository_id where tp.team_id = t.id order by 1) as paths,
       array(select u.name || ': ' || g.role from role_grants as g join users as u on u.id = g.user_id
         where g.team_id = t.id order by 1) as roles
     from teams as t where t.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** The team that a path was given to. Null: there is no such path. */
export async function findTeamOfPath(db: Queryable, pathId: string): Promise<string | null> {
  const { rows } = await db.query<{ teamId: string }>(
    'select team_id as "teamId" from team_paths where id = $1',
    [pathId],
  );
  return rows[0]?.teamId ?? null;
}
