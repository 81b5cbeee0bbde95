import type { AppError } from '@bellwether/shared/errors/app-error';
import type { Queryable } from '../db/queryable.types.ts';
import type { GithubTeam, TeamMember } from '../github/teams.fetch.ts';
import { type AccountIds, saveAccounts } from './accounts.save.ts';
import { markFactsOfTeams } from './rederive-facts.ts';
import { type TableShape, upsertRows } from './upsert.ts';

const teamsTable: TableShape = {
  table: 'teams',
  columns: ['id', 'githubId', 'organization', 'slug', 'name', 'parentId', 'removedAt'],
  key: ['id'],
};

/**
 * Takes over the complete list of an organisation's teams: new names, members and repositories replace the old, a team that
 * is not in it any more is marked as removed and keeps its rows. What a person gave to a team here stays.
 */
export async function saveTeams(
  tx: Queryable,
  organization: string,
  teams: readonly GithubTeam[],
  at: Date,
): Promise<void> {
  const idOf = await saveMembers(
    tx,
    teams.flatMap(({ members }) => members),
  );
  const stored = await loadStored(tx, organization);
  const ids = new Map(stored.map(({ id, githubId }) => [githubId, id]));
  for (const team of teams) {
    ids.set(team.id, ids.get(team.id) ?? (await newId(tx)));
  }
  await freeSlugs(tx, organization);
  const rows = teams.map((team) => ({
    ...{ id: ids.get(team.id), githubId: team.id, organization },
    ...{ slug: team.slug, name: team.name, removedAt: null },
  }));
  await upsertRows(
    tx,
    teamsTable,
    rows.map((row) => ({ ...row, parentId: null })),
  );
  const parents = teams.map(({ parentId }) => (parentId === null ? null : ids.get(parentId)));
  await upsertRows(
    tx,
    teamsTable,
    rows.map((row, index) => ({ ...row, parentId: parents[index] ?? null })),
  );
  await tx.query(
    `update teams set removed_at = $3
     where organization = $1 and github_id is not null and removed_at is null and id <> all($2::uuid[])`,
    [organization, rows.map(({ id }) => id), at],
  );
  await markFactsOfTeams(tx, await replaceMembers(tx, teams, ids, idOf));
  await replaceRepositories(tx, teams, ids);
}

async function loadStored(tx: Queryable, organization: string) {
  const { rows } = await tx.query<{ id: string; githubId: string }>(
    `select id, github_id "githubId" from teams
     where organization = $1 and github_id is not null order by id for update`,
    [organization],
  );
  return rows;
}

async function newId(tx: Queryable): Promise<string> {
  const { rows } = await tx.query<{ id: string }>('select gen_random_uuid() id');
  return rows[0]?.id ?? '';
}

/** A slug that a team had may be another one's now: until they are written anew, no two are equal. */
async function freeSlugs(tx: Queryable, organization: string): Promise<void> {
  await tx.query(
    `update teams set slug = split_part(slug, ' ', 1) || ' ' || id
     where organization = $1 and github_id is not null`,
    [organization],
  );
}

async function saveMembers(tx: Queryable, members: readonly TeamMember[]): Promise<AccountIds> {
  const idOf = await saveAccounts(tx, members);
  const named = members.filter(({ name }) => name !== null);
  const values = [named.map(({ id }) => idOf(id)), named.map(({ name }) => name)];
  await tx.query(
    `update accounts a set name = n.name
     from (select distinct on (id) id, name from unnest($1::text[], $2::text[]) as u (id, name)) n
     where a.id = n.id and a.name is distinct from n.name`,
    values,
  );
  // Whoever is still called by a login gets the name; a name that somebody wrote stays.
  await tx.query(
    `update people p set display_name = a.name from accounts a
     where a.id = any($1::text[]) and a.person_id = p.id and p.display_name = a.login and a.name is not null
       and not exists (select 1 from person_changes c where c.kind = 'rename' and c.undone_at is null
         and c.detail ->> 'personId' = p.id::text)`,
    [values[0]],
  );
  return idOf;
}

/** The teams whose members are others than before. */
async function replaceMembers(
  tx: Queryable,
  teams: readonly GithubTeam[],
  ids: ReadonlyMap<string, string>,
  idOf: AccountIds,
): Promise<string[]> {
  const pairs = teams.flatMap((team) =>
    team.members.map((member) => [ids.get(team.id), idOf(member.id)] as const),
  );
  const values = [pairs.map(([team]) => team), pairs.map(([, account]) => account)];
  const gone = await tx.query<{ id: string }>(
    `delete from team_members m where m.team_id = any($3::uuid[]) and not exists (
       select 1 from unnest($1::uuid[], $2::text[]) as u (team_id, account_id)
       where u.team_id = m.team_id and u.account_id = m.account_id)
     returning m.team_id id`,
    [...values, teams.map(({ id }) => ids.get(id))],
  );
  const come = await tx.query<{ id: string }>(
    `insert into team_members (team_id, account_id)
     select distinct team_id, account_id from unnest($1::uuid[], $2::text[]) as u (team_id, account_id)
     on conflict do nothing returning team_id id`,
    values,
  );
  return [...new Set([...gone.rows, ...come.rows].map(({ id }) => id))];
}

/** Only repositories that are read here; one that a person gave to the team as well stays when GitHub takes it back. */
async function replaceRepositories(
  tx: Queryable,
  teams: readonly GithubTeam[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const pairs = teams.flatMap((team) =>
    team.repositoryIds.map((repository) => [ids.get(team.id), repository] as const),
  );
  const values = [pairs.map(([team]) => team), pairs.map(([, repository]) => repository)];
  await tx.query(
    `delete from team_repositories r where r.origin = 'github' and r.team_id = any($3::uuid[])
       and not exists (
         select 1 from unnest($1::uuid[], $2::text[]) as u (team_id, repository_id)
         where u.team_id = r.team_id and u.repository_id = r.repository_id)`,
    [...values, teams.map(({ id }) => ids.get(id))],
  );
  await tx.query(
    `insert into team_repositories (team_id, repository_id, origin)
     select distinct u.team_id, r.id, 'github' from unnest($1::uuid[], $2::text[]) as u (team_id, repository_id)
     join repositories r on r.id = u.repository_id
     on conflict do nothing`,
    values,
  );
}

/** Writes down how reading went; the instant of the last success stays when it did not. */
export async function saveTeamImport(
  tx: Queryable,
  key: { connectionId: string; organization: string },
  at: Date,
  error: AppError | null,
): Promise<void> {
  await tx.query(
    `insert into team_imports as t (connection_id, organization, tried_at, read_at, error_code,
       error_message, error_remedy)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (connection_id, organization) do update set tried_at = excluded.tried_at,
       read_at = coalesce(excluded.read_at, t.read_at), error_code = excluded.error_code,
       error_message = excluded.error_message, error_remedy = excluded.error_remedy`,
    [
      ...[key.connectionId, key.organization, at, error === null ? at : null],
      ...[error?.code ?? null, error?.message ?? null, error?.remedy ?? null],
    ],
  );
}

/** Organisations that own nothing of the connection any more, or are no organisations, have nothing to tell. */
export async function forgetTeamImports(
  tx: Queryable,
  connectionId: string,
  organizations: readonly string[],
): Promise<void> {
  await tx.query(
    'delete from team_imports where connection_id = $1 and organization <> all($2::text[])',
    [connectionId, organizations],
  );
}

/** Who owns the connection's repositories, each spelled as GitHub spells it. */
export async function loadOwners(tx: Queryable, connectionId: string): Promise<string[]> {
  const { rows } = await tx.query<{ owner: string }>(
    'select distinct owner from repositories where connection_id = $1 order by owner',
    [connectionId],
  );
  return rows.map(({ owner }) => owner);
}

/** Whether an older connection reads the organisation's teams: two that see different teams would contradict each other. */
export async function isReadElsewhere(
  tx: Queryable,
  connectionId: string,
  organization: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from team_imports i
     join connections c on c.id = i.connection_id
     join connections own on own.id = $1
     where i.organization = $2 and i.connection_id <> $1 and i.error_code is null
       and (c.created_at, c.id) < (own.created_at, own.id)`,
    [connectionId, organization],
  );
  return (rowCount ?? 0) > 0;
}
