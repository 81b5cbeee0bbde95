import type { FactPause } from '@bellwether/shared/pull-requests/pull-request-facts';
import { dateOf, type Instant, instantOf } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { DurationQuery } from './durations.store.ts';
import { runsUntil, stageExpressions } from './stage-expressions.store.ts';

/** A stage that was under way when a bucket closed. `until` is null while it still runs. */
export type RunningStage = {
  startAt: Instant;
  until: Instant | null;
  pauses: FactPause[];
  authorId: string | null;
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
  const running = runningStages(query, query.borders.slice(1), parameters);
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
  const running = runningStages(query, closes, parameters);
  if (running === null) {
    return [];
  }
  const { rows } = await db.query<{
    start_at: Date;
    until: Date | null;
    pauses: { from: string; to: string | null }[];
    author_id: string | null;
  }>(
    `select start_at, until, pauses, author_id from (${running}) as running
     where until is null
       or width_bucket(start_at, ${sorted}::timestamptz[]) < width_bucket(until, ${sorted}::timestamptz[])`,
    parameters.values,
  );
  return rows.map(({ start_at, until, pauses, author_id }) => ({
    authorId: author_id,
    startAt: instantOf(start_at),
    until: until === null ? null : instantOf(until),
    pauses: pauses.map(({ from, to }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
  }));
}

/** SQL of the stages that were under way at one of the instants at least. Null: the metric has none. */
export function runningStages(
  { metric, clock, choice }: DurationQuery,
  closes: readonly Instant[],
  parameters: ReturnType<typeof createParameters>,
): string | null {
  const stage = stageExpressions(metric, clock);
  if (stage.startAt === null || closes.length === 0) {
    return null;
  }
  const firstClose = `${parameters.add(dateOf(Math.min(...closes)))}::timestamptz`;
  const lastClose = `${parameters.add(dateOf(Math.max(...closes)))}::timestamptz`;
  return `
    select start_at, until, pauses, author_id from (
      select ${stage.startAt} as start_at, ${runsUntil(stage)} as until, f.pauses, f.author_id
      from pull_request_facts as f
      where ${isCountedIn(choice)} and ${choosePullRequests(choice, parameters)}
    ) as stages
    where start_at < ${lastClose} and (until is null or until >= ${firstClose})`;
}
