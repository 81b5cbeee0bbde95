import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { bucketRows, isInBucket } from './bucket-rows.store.ts';

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
  const seconds = clock === 'work' ? 'work_seconds' : 'seconds';
  const every = ['coding', 'pickup', 'review', 'merge_wait'].map((name) => `f.${name}_${seconds}`);
  const { rows } = await db.query<StageSums>(
    `select b.place::int - 1 as bucket, summed.* from ${bucketRows(borders, parameters)} cross join lateral (
       select count(*)::int as n, sum(f.coding_${seconds})::float8 as coding,
         sum(f.pickup_${seconds})::float8 as pickup, sum(f.review_${seconds})::float8 as review,
         sum(f.merge_wait_${seconds})::float8 as "mergeWait"
       from pull_request_facts as f
       where ${isInBucket('f.merged_at')} and ${isCountedIn(choice)}
         and num_nulls(${every.join(', ')}) = 0 and ${choosePullRequests(choice, parameters)}
     ) as summed where summed.n > 0`,
    parameters.values,
  );
  return rows;
}
