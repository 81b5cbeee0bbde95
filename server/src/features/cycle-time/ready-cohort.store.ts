import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { FactPause } from '@bellwether/shared/pull-requests/pull-request-facts';
import { dateOf, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { selectHidden } from './hidden-people.store.ts';
import { orNull, readPacked } from './packed-numbers.ts';
import { PICKUP_START, runsUntil, stageExpressions } from './stage-expressions.store.ts';

/** What became ready in `[from, to)`. */
export type CohortQuery = { clock: Clock; choice: PullRequestChoice; from: Instant; to: Instant };

/** One that had no first review: it ended without, or it still waits (`until` is null). */
export type Unpicked = {
  /** From when it is waited for. */
  readyAt: Instant;
  until: Instant | null;
  pauses: FactPause[];
  authorId: string | null;
  askedIds: string[];
};

/** How long the first review took, in seconds, of those that had one; and all others (B4). */
export async function loadPickups(
  db: Queryable,
  query: CohortQuery,
): Promise<{ pickedUp: Int32Array; unpicked: Unpicked[] }> {
  const { seconds } = stageExpressions('pickup', query.clock);
  const [pickedUp, unpicked] = await Promise.all([
    loadPickedUp(db, query, seconds),
    loadUnpicked(db, query, seconds),
  ]);
  return { pickedUp, unpicked };
}

async function loadPickedUp(
  db: Queryable,
  query: CohortQuery,
  seconds: string,
): Promise<Int32Array> {
  const parameters = createParameters();
  const { rows } = await db.query<{ seconds: string | null }>(
    `select array_to_string(array_agg(${seconds}), ',') as seconds
     from pull_request_facts as f where ${inCohort(query, parameters)} and ${seconds} is not null`,
    parameters.values,
  );
  return readPacked(rows[0]?.seconds ?? null);
}

async function loadUnpicked(
  db: Queryable,
  query: CohortQuery,
  seconds: string,
): Promise<Unpicked[]> {
  const parameters = createParameters();
  const until = runsUntil(stageExpressions('pickup', query.clock));
  const { rows } = await db.query<{
    ready_at: Date;
    until: Date | null;
    pauses: { from: string; to: string | null }[];
    author_id: string | null;
    asked_ids: string[] | null;
  }>(
    `select ${PICKUP_START} as ready_at, ${until} as until, f.pauses, f.author_id, f.asked_ids
     from pull_request_facts as f where ${inCohort(query, parameters)} and ${seconds} is null`,
    parameters.values,
  );
  return rows.map((row) => ({
    readyAt: instantOf(row.ready_at),
    until: row.until === null ? null : instantOf(row.until),
    pauses: row.pauses.map(({ from, to }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
    authorId: row.author_id,
    askedIds: row.asked_ids ?? [],
  }));
}

/** When they became ready, with their pickup; and when first reviews came in the same time, of whatever was ready before. */
export async function loadWeek(
  db: Queryable,
  query: CohortQuery,
): Promise<{
  readies: { readyAt: Instant; pickupSeconds: number | null }[];
  reviewedAts: Int32Array;
}> {
  const { seconds, finishAt } = stageExpressions('pickup', query.clock);
  const ready = createParameters();
  const reviewed = createParameters();
  const [cohort, reviews] = await Promise.all([
    db.query<{ at: string | null; seconds: string | null }>(
      `select array_to_string(array_agg(extract(epoch from f.ready_at)::int8), ',') as at,
         array_to_string(array_agg(coalesce(${seconds}, -1)), ',') as seconds
       from pull_request_facts as f where ${inCohort(query, ready)}`,
      ready.values,
    ),
    db.query<{ at: string | null }>(
      `select array_to_string(array_agg(extract(epoch from f.first_review_at)::int8), ',') as at
       from pull_request_facts as f
       where ${reviewedWithin(query, reviewed)} and ${finishAt} is not null`,
      reviewed.values,
    ),
  ]);
  const [row] = cohort.rows;
  const pickups = readPacked(row?.seconds ?? null);
  return {
    readies: Array.from(readPacked(row?.at ?? null), (readyAt, index) => ({
      readyAt,
      pickupSeconds: orNull(pickups[index]),
    })),
    reviewedAts: readPacked(reviews.rows[0]?.at ?? null),
  };
}

/** Who is hidden from the caller, and when what they wrote became ready, or had its first review. */
export async function findBehindWeek(
  db: Queryable,
  query: CohortQuery,
  { oneByOne }: Sight,
): Promise<{
  ready: { at: Instant; person: string }[];
  reviewed: { at: Instant; person: string }[];
}> {
  const find = async (
    column: string,
    within: (query: CohortQuery, parameters: Parameters) => string,
  ) => {
    const parameters = createParameters();
    const inner = `select f.${column} as at, ${authorId}
      from pull_request_facts as f where ${within(query, parameters)}`;
    const { rows } = await db.query<{ at: Date; person: string }>(
      selectHidden(inner, ['at'], oneByOne, parameters),
      parameters.values,
    );
    return rows.map(({ at, person }) => ({ at: instantOf(at), person }));
  };
  const [ready, reviewed] = await Promise.all([
    find('ready_at', inCohort),
    find('first_review_at', reviewedWithin),
  ]);
  return { ready, reviewed };
}

/** Who is hidden from the caller behind the cohort, and whether theirs was picked up, ended without, or waits. */
export async function findBehindPickups(
  db: Queryable,
  query: CohortQuery,
  { oneByOne }: Sight,
): Promise<{ outcome: 'picked-up' | 'ended' | 'waiting'; person: string }[]> {
  const parameters = createParameters();
  const stage = stageExpressions('pickup', query.clock);
  const inner = `select case when ${stage.seconds} is not null then 'picked-up'
      when ${runsUntil(stage)} is not null then 'ended' else 'waiting' end as outcome, ${authorId}
    from pull_request_facts as f where ${inCohort(query, parameters)}`;
  const { rows } = await db.query<{ outcome: 'picked-up' | 'ended' | 'waiting'; person: string }>(
    selectHidden(inner, ['outcome'], oneByOne, parameters),
    parameters.values,
  );
  return rows;
}

const authorId = "case when f.author_class = 'human' then f.author_id end as author_id";

function inCohort(query: CohortQuery, parameters: Parameters): string {
  return within('f.ready_at', query, parameters);
}

function reviewedWithin(query: CohortQuery, parameters: Parameters): string {
  return within('f.first_review_at', query, parameters);
}

function within(
  instant: string,
  { choice, from, to }: CohortQuery,
  parameters: Parameters,
): string {
  return `${instant} >= ${parameters.add(dateOf(from))} and ${instant} < ${parameters.add(dateOf(to))}
    and ${isCountedIn(choice)} and ${choosePullRequests(choice, parameters)}`;
}
