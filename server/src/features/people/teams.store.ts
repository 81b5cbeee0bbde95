import type { Queryable } from '../../db/queryable.types.ts';

export type StoredTeam = {
  id: string;
  /** Null: named here. */
  githubId: string | null;
  organization: string | null;
  slug: string;
  name: string;
  parentId: string | null;
};

/** Teams that there are now, by name. */
export async function loadTeams(db: Queryable): Promise<StoredTeam[]> {
  const { rows } = await db.query<StoredTeam>(
    `select id, github_id "githubId", organization, slug, name, parent_id "parentId"
     from teams where removed_at is null order by lower(name), id`,
  );
  return rows;
}

export async function loadMembers(
  db: Queryable,
): Promise<{ teamId: string; personId: string | null; name: string }[]> {
  const { rows } = await db.query<{ teamId: string; personId: string | null; name: string }>(
    `select distinct m.team_id "teamId", a.person_id "personId", coalesce(p.display_name, a.login) "name"
     from team_members m join accounts a on a.id = m.account_id left join people p on p.id = a.person_id`,
  );
  return rows;
}

export type StoredTeamRepository = {
  teamId: string;
  id: string;
  repository: string;
  origin: 'github' | 'person';
};

export async function loadTeamRepositories(db: Queryable): Promise<StoredTeamRepository[]> {
  const { rows } = await db.query<StoredTeamRepository>(
    `select t.team_id "teamId", r.id, r.owner || '/' || r.name repository, t.origin
     from team_repositories t join repositories r on r.id = t.repository_id
     order by lower(r.owner), lower(r.name)`,
  );
  return rows;
}

export type StoredTeamPath = {
  id: string;
  teamId: string;
  repositoryId: string;
  repository: string;
  pattern: string;
};

export async function loadTeamPaths(db: Queryable): Promise<StoredTeamPath[]> {
  const { rows } = await db.query<StoredTeamPath>(
    `select t.id, t.team_id "teamId", r.id "repositoryId", r.owner || '/' || r.name repository, t.pattern
     from team_paths t join repositories r on r.id = t.repository_id
     order by lower(r.owner), lower(r.name), t.pattern`,
  );
  return rows;
}

export async function loadRepositories(
  db: Queryable,
): Promise<{ id: string; repository: string }[]> {
  const { rows } = await db.query<{ id: string; repository: string }>(
    `select id, owner || '/' || name repository from repositories order by lower(owner), lower(name)`,
  );
  return rows;
}

export type StoredTeamImport = {
  organization: string;
  readAt: Date | null;
  errorCode: string | null;
  errorMessage: string | null;
  errorRemedy: string | null;
};

export async function loadTeamImports(db: Queryable): Promise<StoredTeamImport[]> {
  const { rows } = await db.query<StoredTeamImport>(
    `select organization, read_at "readAt", error_code "errorCode", error_message "errorMessage",
       error_remedy "errorRemedy"
     from team_imports order by lower(organization), tried_at desc`,
  );
  return rows;
}

export async function loadConnectionIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select id from connections order by created_at');
  return rows.map(({ id }) => id);
}

/** Keeps other changes of teams out until the transaction ends, so that no name is given twice. */
export async function lockTeams(tx: Queryable): Promise<void> {
  await tx.query('lock table teams in share row exclusive mode');
}

export async function lockTeam(tx: Queryable, id: string): Promise<StoredTeam | null> {
  const { rows } = await tx.query<StoredTeam>(
    `select id, github_id "githubId", organization, slug, name, parent_id "parentId"
     from teams where id = $1 and removed_at is null for update`,
    [id],
  );
  return rows[0] ?? null;
}

export async function addTeam(
  tx: Queryable,
  team: { name: string; slug: string },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    'insert into teams (name, slug) values ($1, $2) returning id',
    [team.name, team.slug],
  );
  return rows[0]?.id ?? '';
}

export async function renameTeam(
  tx: Queryable,
  team: { id: string; name: string; slug: string },
): Promise<void> {
  await tx.query('update teams set name = $2, slug = $3 where id = $1', [
    team.id,
    team.name,
    team.slug,
  ]);
}

export async function removeTeam(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from teams where id = $1', [id]);
}

/** The accounts that these people have now become the members. */
export async function replaceMembers(
  tx: Queryable,
  teamId: string,
  personIds: readonly string[],
): Promise<void> {
  await tx.query('delete from team_members where team_id = $1', [teamId]);
  await tx.query(
    `insert into team_members (team_id, account_id)
     select $1, id from accounts where person_id = any($2::uuid[]) order by id`,
    [teamId, personIds],
  );
}

/** Those that a person gave it; what GitHub says stays. */
export async function replaceRepositories(
  tx: Queryable,
  teamId: string,
  repositoryIds: readonly string[],
): Promise<void> {
  await tx.query(`delete from team_repositories where team_id = $1 and origin = 'person'`, [
    teamId,
  ]);
  await tx.query(
    `insert into team_repositories (team_id, repository_id, origin)
     select $1, id, 'person' from repositories where id = any($2::text[])
     on conflict (team_id, repository_id) do nothing`,
    [teamId, repositoryIds],
  );
}

/** False: the team has it already. */
export async function addTeamPath(
  tx: Queryable,
  path: { teamId: string; repositoryId: string; pattern: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into team_paths (team_id, repository_id, pattern)
     select $1, id, $3 from repositories where id = $2
     on conflict (team_id, repository_id, pattern) do nothing`,
    [path.teamId, path.repositoryId, path.pattern],
  );
  return rowCount === 1;
}

export async function removeTeamPath(tx: Queryable, pathId: string): Promise<void> {
  await tx.query('delete from team_paths where id = $1', [pathId]);
}
