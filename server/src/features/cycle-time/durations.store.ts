import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { stageExpressions } from './stage-expressions.store.ts';

export type DurationQuery = {
  metric: CycleTimeMetric;
  clock: Clock;
  choice: PullRequestChoice;
  /** Ascending; bucket i is `[borders[i], borders[i + 1])`. */
  borders: readonly Instant[];
};

/** The stages that ended in the buckets, in no order. */
export type EndedStages = {
  /** The rule, else the class of authors, that they are left out by; null: they are counted. */
  leftOutAs: string | null;
  /** The place of each one's bucket, from 0. */
  buckets: Int32Array;
  /** Each one's length; empty for all that are not counted (B1, B14). */
  seconds: Int32Array;
};

/**
 * One scan without a sort: the database sifts, and hands over the bare numbers. The order statistics are then the pure
 * functions', which takes less time than as many `percentile_cont` and cannot differ from them.
 */
export async function loadEndedStages(
  db: Queryable,
  { metric, clock, choice, borders }: DurationQuery,
): Promise<EndedStages[]> {
  const stage = stageExpressions(metric, clock);
  const parameters = createParameters();
  const dates = borders.map(dateOf);
  const from = `${parameters.add(dates[0])}::timestamptz`;
  const to = `${parameters.add(dates.at(-1))}::timestamptz`;
  const narrow = stage.notAfterFinish === null ? '' : ` and ${stage.notAfterFinish} < ${to}`;
  const { rows } = await db.query<{ leftOutAs: string | null; buckets: string; seconds: string }>(
    `select left_out_as as "leftOutAs", array_to_string(array_agg(bucket), ',') as buckets,
       case when left_out_as is null then array_to_string(array_agg(seconds), ',') else '' end as seconds
     from (
       select width_bucket(${stage.finishAt}, ${parameters.add(dates)}::timestamptz[]) - 1 as bucket,
         case when ${isCountedIn(choice)} then null else coalesce(f.exclusion, f.author_class) end as left_out_as,
         ${stage.seconds} as seconds
       from pull_request_facts as f
       where ${stage.finishAt} >= ${from} and ${stage.finishAt} < ${to}${narrow}
         and ${stage.seconds} is not null and ${choosePullRequests(choice, parameters)}
     ) as ended
     group by left_out_as`,
    parameters.values,
  );
  return rows.map(({ leftOutAs, buckets, seconds }) => ({
    leftOutAs,
    buckets: readNumbers(buckets),
    seconds: readNumbers(seconds),
  }));
}

/** `1,2,3` as numbers. */
function readNumbers(text: string): Int32Array {
  return text === '' ? new Int32Array() : Int32Array.from(text.split(','), Number);
}
