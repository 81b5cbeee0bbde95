import type { RowScope } from '@bellwether/shared/access/row-scope';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import {
  choosePullRequests,
  createParameters,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { accountsInScope } from '../../db/row-scope-conditions.ts';
import { bucketRows, isInBucket } from './bucket-rows.store.ts';
import type { DurationQuery } from './durations.store.ts';
import { fewestPeople } from './few-people.metric.ts';
import { runningAtOpening, runningStages } from './running-stages.store.ts';
import { stageExpressions } from './stage-expressions.store.ts';

/** Somebody hidden from the caller who stands behind the total of a bucket. */
export type HiddenPerson = { bucket: number; person: string };

/** Whether the totals may be about people whom the caller does not see one by one; all others are spared the search. */
export function mayHidePeople({ scope, oneByOne }: Sight, choice: PullRequestChoice): boolean {
  const seen = oneByOne?.teamIds ?? [];
  return (
    seen !== 'all' &&
    choice.scope !== oneByOne &&
    (scope.teamIds === 'all' || scope.teamIds.some((teamId) => !seen.includes(teamId)))
  );
}

/** Behind the stages that ended in the buckets: `leftOutAs` as they are counted, null: in the numbers. */
export async function findBehindDurations(
  db: Queryable,
  { metric, clock, choice, borders }: DurationQuery,
  oneByOne: RowScope | null,
): Promise<(HiddenPerson & { leftOutAs: string | null })[]> {
  const stage = stageExpressions(metric, clock);
  const written = (parameters: Parameters) => `from pull_request_facts as f
    where f.author_class = 'human' and ${isInBucket(stage.finishAt)} and ${stage.seconds} is not null
      and ${choosePullRequests(choice, parameters)}`;
  const counted = findBehindBuckets(db, borders, oneByOne, (parameters) => [
    `${written(parameters)} and f.exclusion is null`,
  ]);
  const parameters = createParameters();
  const { rows } = await db.query<HiddenPerson & { leftOutAs: string | null }>(
    `select b.place::int - 1 as bucket, behind.name as "leftOutAs", behind.person
     from ${bucketRows(borders, parameters)} cross join lateral (
       select distinct written.exclusion as name, ${PERSON} as person
       from (select distinct f.exclusion, f.author_id ${written(parameters)} and f.exclusion is not null) as written
         join accounts as a on a.id = written.author_id
       where ${isHidden(oneByOne, parameters)}
     ) as behind`,
    parameters.values,
  );
  return [...(await counted).map((one) => ({ ...one, leftOutAs: null })), ...rows];
}

/** Behind the stages that were under way when the buckets closed. */
export async function findBehindRunning(
  db: Queryable,
  query: DurationQuery,
  oneByOne: RowScope | null,
): Promise<HiddenPerson[]> {
  const closes = query.borders.slice(1);
  const enough = await findEnough(db, [...closes, FOREVER], oneByOne, (parameters) =>
    runningAtOpening(query, parameters),
  );
  const parameters = createParameters();
  const running = runningStages(query, closes, parameters, ['author_id']);
  if (enough !== null || running === null) {
    return enough ?? [];
  }
  const at = `${parameters.add(closes.map(dateOf))}::timestamptz[]`;
  const { rows } = await db.query<{ first: number; last: number; person: string }>(
    `select distinct first, last, ${PERSON} as person from (
       select distinct width_bucket(start_at, ${at}) as first,
         coalesce(width_bucket(until, ${at}), ${closes.length}) as last, author_id
       from (${running}) as running
     ) as open join accounts as a on a.id = open.author_id
     where first < last and ${isHidden(oneByOne, parameters)}`,
    parameters.values,
  );
  return rows.flatMap(({ first, last, person }) =>
    Array.from({ length: Math.max(0, last - first) }, (_, index) => ({
      bucket: first + index,
      person,
    })),
  );
}

/** Behind the merged pull requests that have every stage (`stages`), or a grade of their review (`grades`). */
export async function findBehindMerged(
  db: Queryable,
  what: 'stages' | 'grades',
  choice: PullRequestChoice,
  borders: readonly Instant[],
  oneByOne: RowScope | null,
): Promise<HiddenPerson[]> {
  const counted =
    what === 'grades'
      ? 'f.review_grade is not null'
      : `f.coding_seconds is not null and f.pickup_seconds is not null
         and f.review_seconds is not null and f.merge_wait_seconds is not null`;
  return await findBehindBuckets(db, borders, oneByOne, (parameters) => [
    `from pull_request_facts as f
     where f.author_class = 'human' and ${isInBucket('f.merged_at')} and ${counted}
       and f.exclusion is null and ${choosePullRequests(choice, parameters)}`,
  ]);
}

/** SQL `from …` of facts rows `f`, of the bucket `b`; those of several count together. */
type Sources = (parameters: Parameters) => string[];

/** Behind the rows of each bucket. */
async function findBehindBuckets(
  db: Queryable,
  borders: readonly Instant[],
  oneByOne: RowScope | null,
  sources: Sources,
): Promise<HiddenPerson[]> {
  const enough = await findEnough(db, borders, oneByOne, sources);
  if (enough !== null) {
    return enough;
  }
  const parameters = createParameters();
  const rows = sources(parameters).map((source) => `select distinct f.author_id ${source}`);
  const { rows: found } = await db.query<HiddenPerson>(
    `select b.place::int - 1 as bucket, behind.person from ${bucketRows(borders, parameters)} cross join lateral (
       select distinct ${PERSON} as person
       from (${rows.join(' union all ')}) as written join accounts as a on a.id = written.author_id
       where ${isHidden(oneByOne, parameters)} limit ${MOST_NAMED}
     ) as behind`,
    parameters.values,
  );
  return found;
}

/** So many rows of each bucket are looked at first: three hidden people are nearly always among them. */
const FIRST_ROWS = 200;

/**
 * Some of the hidden people of each bucket, when they tell already that no total is about one or two of them. Null: they do
 * not, all rows have to be looked at.
 */
async function findEnough(
  db: Queryable,
  borders: readonly Instant[],
  oneByOne: RowScope | null,
  sources: Sources,
): Promise<HiddenPerson[] | null> {
  const parameters = createParameters();
  const rows = sources(parameters).map(
    (source) => `(select f.author_id ${source} limit ${FIRST_ROWS})`,
  );
  if (rows.length === 0) {
    return [];
  }
  const { rows: found } = await db.query<{ bucket: number; n: number; people: string[] }>(
    `select b.place::int - 1 as bucket, first.* from ${bucketRows(borders, parameters)} cross join lateral (
       select count(*)::int as n, array_remove(array_agg(distinct hidden.person), null) as people
       from (${rows.join(' union all ')}) as written left join lateral (
         select ${PERSON} as person from accounts as a
         where a.id = written.author_id and ${isHidden(oneByOne, parameters)}
       ) as hidden on true
     ) as first where first.n > 0`,
    parameters.values,
  );
  const isEnough = found.every(
    ({ n, people }) => people.length >= fewestPeople || (people.length === 0 && n < FIRST_ROWS),
  );
  return isEnough
    ? found.flatMap(({ bucket, people }) => people.map((person) => ({ bucket, person })))
    : null;
}

/** Later than everything, and still a date. */
const FOREVER = Date.UTC(9999, 0) / 1000;

/** Of the people behind one total so many are found: three tell that it may be told, and more which others are larger. */
const MOST_NAMED = 50;

/** Accounts of one person are one; asked for last, of the few that are left then. */
const PERSON = 'coalesce(a.person_id::text, a.id)';

/**
 * SQL of the hidden people behind rows with an `author_id` (null: a machine's) and these columns: each once for every
 * combination, as `person`.
 */
export function selectHidden(
  rows: string,
  columns: readonly string[],
  oneByOne: RowScope | null,
  parameters: Parameters,
): string {
  const named = columns.map((column) => `"${column}", `).join('');
  return `select distinct ${named}${PERSON} as person
    from (select distinct ${named}author_id from (${rows}) as counted) as written
      join accounts as a on a.id = written.author_id
    where ${isHidden(oneByOne, parameters)}`;
}

function isHidden(oneByOne: RowScope | null, parameters: Parameters): string {
  return oneByOne === null ? 'true' : `a.id not in (${accountsInScope(oneByOne, parameters)})`;
}
