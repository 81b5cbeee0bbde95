import type { FactPause } from '@bellwether/shared/pull-requests/pull-request-facts';
import { dateOf, type Instant, instantOf } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { isInBucket } from './bucket-rows.store.ts';
import type { DurationQuery } from './durations.store.ts';
import { runsUntil, stageExpressions } from './stage-expressions.store.ts';

/** A stage that was under way when a bucket closed. `until` is null while it still runs. */
export type RunningStage = {
  startAt: Instant;
  until: Instant | null;
  pauses: FactPause[];
  authorId: string | null;
  /** Who was asked one by one before the first review: by their hours it is waited for (B13). */
  askedIds: string[];
};

/** `count` stages of humans that were under way at the close of each bucket from `first` up to, not with, `last`. */
export type RunningCount = { first: number; last: number; count: number };

/** How many were under way, grouped by the buckets at whose close they were: one scan for all buckets (C20). */
export async function countRunningStages(
  db: Queryable,
  query: DurationQuery,
): Promise<RunningCount[]> {
  const parameters = createParameters();
  const closes = parameters.add(query.borders.slice(1).map(dateOf));
  const running = runningStages(query, query.borders.slice(1), parameters, []);
  if (running === null) {
    return [];
  }
  const { rows } = await db.query<RunningCount>(
    `select width_bucket(start_at, ${closes}::timestamptz[]) as first,
       coalesce(width_bucket(until, ${closes}::timestamptz[]), ${query.borders.length - 1}) as last,
       count(*)::int as count
     from (${running}) as running group by 1, 2`,
    parameters.values,
  );
  return rows;
}

/** The stages that were under way at one of the instants at least; nothing for `coding`. */
export async function loadRunningStages(
  db: Queryable,
  query: DurationQuery,
  closes: readonly Instant[],
): Promise<RunningStage[]> {
  const parameters = createParameters();
  const sorted = parameters.add([...closes].sort((a, b) => a - b).map(dateOf));
  const running = runningStages(query, closes, parameters, ['pauses', 'author_id', 'asked_ids']);
  if (running === null) {
    return [];
  }
  const { rows } = await db.query<{
    start_at: Date;
    until: Date | null;
    pauses: { from: string; to: string | null }[];
    author_id: string | null;
    asked_ids: string[] | null;
  }>(
    `select start_at, until, pauses, author_id, asked_ids from (${running}) as running
     where until is null
       or width_bucket(start_at, ${sorted}::timestamptz[]) < width_bucket(until, ${sorted}::timestamptz[])`,
    parameters.values,
  );
  return rows.map(({ start_at, until, pauses, author_id, asked_ids }) => ({
    authorId: author_id,
    askedIds: asked_ids ?? [],
    startAt: instantOf(start_at),
    until: until === null ? null : instantOf(until),
    pauses: pauses.map(({ from, to }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
  }));
}

/**
 * SQL of the stages that were under way at one of the instants at least, with these columns of their facts. Null: the metric
 * has none. A pull request that was merged between two closes can only have been under way at one of them when its stage had
 * begun by the earlier: the index of merges answers that without the rows. The few without a merge have one of their own.
 */
export function runningStages(
  { metric, clock, choice }: DurationQuery,
  closes: readonly Instant[],
  parameters: ReturnType<typeof createParameters>,
  columns: readonly ('pauses' | 'author_id' | 'asked_ids')[],
): string | null {
  const { startAt, ...stage } = stageExpressions(metric, clock);
  if (startAt === null || closes.length === 0) {
    return null;
  }
  const sorted = [...new Set(closes)].sort((a, b) => a - b);
  const opensAt = `${parameters.add(sorted.map(dateOf))}::timestamptz[]`;
  const closesAt = `${parameters.add([...sorted.slice(1).map(dateOf), 'infinity'])}::timestamptz[]`;
  const firstClose = `(${opensAt})[1]`;
  const lastClose = `(${opensAt})[${sorted.length}]`;
  const own = columns.map((column) => `, ${column}`).join('');
  const select = (until: string) => `select ${startAt} as start_at, ${until} as until
        ${columns.map((column) => `, f.${column}`).join('')}
      from pull_request_facts as f where ${chosen}`;
  const chosen = `${isCountedIn(choice)} and ${choosePullRequests(choice, parameters)}`;
  const withoutMerge = `${select(runsUntil({ startAt, ...stage }))} and f.merged_at is null`;
  // The offset keeps the database from looking at all pull requests at once and sifting then.
  return `
    select start_at, until${own} from (
      select stages.* from unnest(${opensAt}, ${closesAt}) as b (opens_at, closes_at) cross join lateral (
        ${select(`least(${stage.finishAt}, f.merged_at)`)}
          and ${isInBucket('f.merged_at')} and ${startAt} < b.opens_at offset 0
      ) as stages
      union all ${withoutMerge} and f.closed_at is null
      union all ${withoutMerge} and f.closed_at >= ${firstClose}
    ) as stages
    where start_at < ${lastClose} and (until is null or until >= ${firstClose})`;
}

/**
 * SQL `from …` of the facts rows `f` whose stage was under way when the bucket `b` opened, in parts that each have an index;
 * of those merged, who was merged in the bucket. None: the metric has no such stages.
 */
export function runningAtOpening(
  { metric, clock, choice }: DurationQuery,
  parameters: ReturnType<typeof createParameters>,
): string[] {
  const { startAt, ...stage } = stageExpressions(metric, clock);
  if (startAt === null) {
    return [];
  }
  const running = `from pull_request_facts as f
    where ${isCountedIn(choice)} and ${choosePullRequests(choice, parameters)}
      and ${startAt} < b.opens_at and (${stage.finishAt} is null or ${stage.finishAt} >= b.opens_at)`;
  return [
    `${running} and ${isInBucket('f.merged_at')}`,
    `${running} and f.merged_at is null and f.closed_at is null`,
    `${running} and f.merged_at is null and f.closed_at >= b.opens_at`,
  ];
}
