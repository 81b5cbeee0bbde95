import type { InterventionText } from '@bellwether/shared/interventions/interventions.schema';
import { type KnownTeams, loadTeamRepositories } from '../../db/load-team-repositories.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Author } from './author.types.ts';

export type StoredIntervention = Pick<
  InterventionText,
  | 'title'
  | 'description'
  | 'teamId'
  | 'repositoryIds'
  | 'startedOn'
  | 'settledOn'
  | 'metric'
  | 'clock'
> & {
  id: string;
  teamName: string | null;
  /** `slug` or `organisation/slug`, as the filter names it. Null: everybody. */
  teamHandle: string | null;
  /** Of the repositories that are still read. */
  repositories: { id: string; name: string }[];
  origin: 'person' | 'sample';
  createdBy: string;
  createdAt: Date;
  version: number;
  changedAt: Date;
};

const SELECT = `select i.id, i.title, i.description, i.team_id "teamId", i.repository_ids "repositoryIds",
    i.started_on "startedOn", i.settled_on "settledOn", i.metric, i.clock, i.origin,
    i.created_by "createdBy", i.created_at "createdAt", i.version, i.changed_at "changedAt",
    t.name "teamName", lower(coalesce(t.organization || '/', '') || t.slug) "teamHandle",
    coalesce((select json_agg(json_build_object('id', r.id, 'name', r.owner || '/' || r.name) order by r.owner, r.name)
      from repositories r where r.id = any(i.repository_ids)), '[]') as repositories
  from interventions i left join teams t on t.id = i.team_id`;

/** All there are, latest first. */
export async function loadInterventions(db: Queryable): Promise<StoredIntervention[]> {
  const { rows } = await db.query<StoredIntervention>(
    `${SELECT} order by i.started_on desc, i.created_at desc, i.id`,
  );
  return rows;
}

/** Null: there is none of that id. */
export async function loadIntervention(
  db: Queryable,
  id: string,
): Promise<StoredIntervention | null> {
  const { rows } = await db.query<StoredIntervention>(`${SELECT} where i.id = $1`, [id]);
  return rows[0] ?? null;
}

/** Keeps others from changing it until the transaction ends; null: there is none. */
export async function lockIntervention(
  tx: Queryable,
  id: string,
): Promise<StoredIntervention | null> {
  await tx.query('select 1 from interventions where id = $1 for update', [id]);
  return await loadIntervention(tx, id);
}

export async function insertIntervention(
  tx: Queryable,
  text: InterventionText,
  author: Author,
  now: Date,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into interventions (title, description, team_id, repository_ids, started_on, settled_on, metric, clock,
       created_by_id, created_by, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) returning id`,
    [...valuesOf(text), author.id, author.name, now],
  );
  return rows[0]?.id ?? '';
}

export async function updateIntervention(
  tx: Queryable,
  id: string,
  text: InterventionText,
  now: Date,
): Promise<void> {
  await tx.query(
    `update interventions set title = $1, description = $2, team_id = $3, repository_ids = $4, started_on = $5,
       settled_on = $6, metric = $7, clock = $8, version = version + 1, changed_at = $10 where id = $9`,
    [...valuesOf(text), id, now],
  );
}

export async function deleteIntervention(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from interventions where id = $1', [id]);
}

function valuesOf(text: InterventionText): unknown[] {
  const description = text.description === '' ? null : text.description;
  return [
    ...[text.title, description, text.teamId, text.repositoryIds, text.startedOn],
    ...[text.settledOn, text.metric, text.clock],
  ];
}

/** Every team with what it has, and where services are deployed from: what tells whose an incident is. */
export async function readTeamRepositories(db: Queryable): Promise<KnownTeams> {
  return await loadTeamRepositories(db);
}

/** Teams that there are, and repositories that are read, by name; both for a form. */
export async function loadChoices(db: Queryable): Promise<{
  teams: { id: string; name: string }[];
  repositories: { id: string; name: string }[];
}> {
  const teams = await db.query<{ id: string; name: string }>(
    'select id, name from teams where removed_at is null order by lower(name), id',
  );
  const repositories = await db.query<{ id: string; name: string }>(
    `select id, owner || '/' || name as name from repositories order by owner, name`,
  );
  return { teams: teams.rows, repositories: repositories.rows };
}
