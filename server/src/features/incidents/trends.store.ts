import type { RowScope } from '@bellwether/shared/access/row-scope';
import { incidentInstants } from '@bellwether/shared/incidents/derive-incident';
import type { IncidentFact } from '@bellwether/shared/incidents/incident-trends.metric';
import type { RepositoryReading } from '@bellwether/shared/sync-status/reading.types';
import { dateOf, type Instant, instantOrNull } from '@bellwether/shared/time/instant';
import { instantColumn } from '../../db/entered-instants.ts';
import { loadReadings } from '../../db/load-readings.ts';
import { type KnownTeams, loadTeamRepositories } from '../../db/load-team-repositories.ts';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { accountsInScope } from '../../db/row-scope-conditions.ts';

/** Which incidents may be looked at. */
export type IncidentRows = {
  /** Null: of all. */
  repositoryIds: readonly string[] | null;
  /** Those of no repository too. */
  withHomeless: boolean;
};

export type PlacedIncident = IncidentFact & { repositoryId: string | null };

const INSTANTS = incidentInstants.map((name) => `t.${instantColumn(name)}`).join(', ');
const NAMED = incidentInstants.map((name) => `t.${instantColumn(name)} "${name}"`).join(', ');
const IN_ROWS = `(($1::text[] is null and t.repository_id is not null) or t.repository_id = any($1::text[])
  or ($2::boolean and t.repository_id is null))`;

/** Incidents with at least one instant in `[from, to)` or around it, in no order. */
export async function loadIncidentFacts(
  db: Queryable,
  { repositoryIds, withHomeless }: IncidentRows,
  from: Instant,
  to: Instant,
): Promise<PlacedIncident[]> {
  const { rows } = await db.query<PlacedIncident>(
    `select t.id, t.repository_id "repositoryId", t.severity, t.service, t.exclusion, ${NAMED}
     from incidents t
     where ${IN_ROWS} and greatest(${INSTANTS}) >= $3 and least(${INSTANTS}) < $4`,
    [repositoryIds, withHomeless, dateOf(from), dateOf(to)],
  );
  return rows;
}

/** Incidents of which no instant is known. */
export async function countUndated(
  db: Queryable,
  { repositoryIds, withHomeless }: IncidentRows,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int count from incidents t
     where ${IN_ROWS} and t.exclusion is null and coalesce(${INSTANTS}) is null`,
    [repositoryIds, withHomeless],
  );
  return rows[0]?.count ?? 0;
}

/** Every team with what it has, and where services are deployed from. */
export async function readTeamRepositories(db: Queryable): Promise<KnownTeams> {
  return await loadTeamRepositories(db);
}

/** The ids of the repositories that are read, of these (null: all). */
export async function loadRepositoryIds(
  db: Queryable,
  repositoryIds: readonly string[] | null,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from repositories where $1::text[] is null or id = any($1::text[])',
    [repositoryIds],
  );
  return rows.map(({ id }) => id);
}

/** `bucket` from 0: those between two borders that follow one another. */
export type CountInBucket = { bucket: number; repositoryId: string; count: number };

/** Deployments to production that count (B9, B15), by bucket, repository and service in lower case (the repository's own name where none is said). */
export async function countDeploymentsByBucket(
  db: Queryable,
  repositoryIds: readonly string[],
  borders: readonly Instant[],
): Promise<(CountInBucket & { service: string })[]> {
  const { rows } = await db.query<CountInBucket & { service: string }>(
    `select width_bucket(d.finished_at, $2::timestamptz[]) - 1 bucket, d.repository_id "repositoryId",
       lower(coalesce(d.service, r.name)) service, count(*)::int count
     from deployment_facts d join repositories r on r.id = d.repository_id
     where d.is_counted and d.repository_id = any($1::text[])
       and d.finished_at >= ($2::timestamptz[])[1] and d.finished_at < ($2::timestamptz[])[cardinality($2::timestamptz[])]
     group by 1, 2, 3`,
    [repositoryIds, borders.map(dateOf)],
  );
  return rows;
}

/** Pull requests by people that were merged, by bucket and repository. */
export async function countMergedByBucket(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
): Promise<CountInBucket[]> {
  const parameters = createParameters();
  const { bucket, within } = bucketBy(borders, parameters);
  const { rows } = await db.query<CountInBucket>(
    `select ${bucket} bucket, f.repository_id "repositoryId", count(*)::int count
     from pull_request_facts as f
     where ${within} and ${isCounted} and ${choosePullRequests(choice, parameters)}
     group by 1, 2`,
    parameters.values,
  );
  return rows;
}

/** People hidden from the caller who wrote the merged ones; accounts of one person are one. */
export async function findHiddenAuthors(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
  oneByOne: RowScope | null,
): Promise<{ bucket: number; repositoryId: string; person: string }[]> {
  const parameters = createParameters();
  const { bucket, within } = bucketBy(borders, parameters);
  const hidden =
    oneByOne === null ? 'true' : `a.id not in (${accountsInScope(oneByOne, parameters)})`;
  const { rows } = await db.query<{ bucket: number; repositoryId: string; person: string }>(
    `select distinct bucket, "repositoryId", coalesce(a.person_id::text, a.id) person from (
       select distinct ${bucket} bucket, f.repository_id "repositoryId", f.author_id
       from pull_request_facts as f
       where ${within} and ${isCounted} and ${choosePullRequests(choice, parameters)}
     ) as written join accounts as a on a.id = written.author_id where ${hidden}`,
    parameters.values,
  );
  return rows;
}

function bucketBy(borders: readonly Instant[], parameters: ReturnType<typeof createParameters>) {
  const dates = `${parameters.add(borders.map(dateOf))}::timestamptz[]`;
  return {
    bucket: `width_bucket(f.merged_at, ${dates}) - 1`,
    within: `f.merged_at >= (${dates})[1] and f.merged_at < (${dates})[${borders.length}]`,
  };
}

/** The first instant of which anything is known in these repositories, incidents of no repository among it. Null: nothing is. */
export async function loadKnownSince(
  db: Queryable,
  repositoryIds: readonly string[],
  withHomeless: boolean,
): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `select least(
       (select min(least(
         (select min(f.created_at) from pull_request_facts f where f.repository_id = r.id),
         (select min(i.created_at) from issues i where i.repository_id = r.id),
         (select min(d.finished_at) from deployment_facts d where d.repository_id = r.id)))
        from repositories r where r.id = any($1::text[])),
       (select min(least(${INSTANTS})) from incidents t
        where t.repository_id = any($1::text[]) or ($2::boolean and t.repository_id is null))) at`,
    [repositoryIds, withHomeless],
  );
  return instantOrNull(rows[0]?.at ?? null);
}

/** How far the repositories were read. */
export async function loadIncidentReadings(
  db: Queryable,
  repositoryIds: readonly string[],
): Promise<RepositoryReading[]> {
  return await loadReadings(db, repositoryIds);
}
