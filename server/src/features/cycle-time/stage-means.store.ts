import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** Sums in seconds over the humans' pull requests of one bucket that have every stage (B0.4). */
export type StageSums = {
  bucket: number;
  n: number;
  coding: number;
  pickup: number;
  review: number;
  mergeWait: number;
};

/** Bucketed by the merge; a bucket without any is absent. Bucket i is `[borders[i], borders[i + 1])`. */
export async function sumStages(
  db: Queryable,
  clock: Clock,
  choice: PullRequestChoice,
  borders: readonly Instant[],
): Promise<StageSums[]> {
  const parameters = createParameters();
  const dates = borders.map(dateOf);
  const seconds = clock === 'work' ? 'work_seconds' : 'seconds';
  const { rows } = await db.query<StageSums>(
    `select width_bucket(f.merged_at, ${parameters.add(dates)}::timestamptz[]) - 1 as bucket,
       count(*)::int as n, sum(f.coding_${seconds})::float8 as coding,
       sum(f.pickup_${seconds})::float8 as pickup, sum(f.review_${seconds})::float8 as review,
       sum(f.merge_wait_${seconds})::float8 as "mergeWait"
     from pull_request_facts as f
     where f.merged_at >= ${parameters.add(dates[0])} and f.merged_at < ${parameters.add(dates.at(-1))}
       and ${isCountedIn(choice)} and f.coding_${seconds} is not null
       and f.pickup_${seconds} is not null and f.review_${seconds} is not null
       and f.merge_wait_${seconds} is not null and ${choosePullRequests(choice, parameters)}
     group by 1`,
    parameters.values,
  );
  return rows;
}
