import type { PullRequestFacts } from '../pull-requests/pull-request-facts.ts';
import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import { dateOf, formatInstant, instantOf } from '../time/instant.ts';
import type { Clock } from './cycle-time.terms.ts';
import { leftOutAs } from './excluded.metric.ts';

export type StageRow = Pick<
  PullRequestFacts,
  'authorClass' | 'exclusion' | 'mergedAt' | 'deployedAt' | Stage | (typeof workColumns)[Stage]
>;

/** Means in seconds; null when no pull request has all stages. `mergeToProductionSeconds` is null unless asked for. */
export type StageMeansBucket = {
  start: string;
  n: number;
  codingSeconds: number | null;
  pickupSeconds: number | null;
  reviewSeconds: number | null;
  mergeWaitSeconds: number | null;
  mergeToProductionSeconds: number | null;
};

const stagesToMerge = [
  'codingSeconds',
  'pickupSeconds',
  'reviewSeconds',
  'mergeWaitSeconds',
] as const;

type Stage = (typeof stagesToMerge)[number] | 'mergeToProductionSeconds';

const workColumns = {
  codingSeconds: 'codingWorkSeconds',
  pickupSeconds: 'pickupWorkSeconds',
  reviewSeconds: 'reviewWorkSeconds',
  mergeWaitSeconds: 'mergeWaitWorkSeconds',
  mergeToProductionSeconds: 'mergeToProductionWorkSeconds',
} as const;

/**
 * Mean length of each stage, over humans' pull requests that have all of them, so that the parts add up (B0.4).
 * By the wall clock unless `clock` says otherwise. Bucketed by the event that ends the last stage: the merge, or the deployment when that stage is asked for too (B0.1).
 */
export function averageStages(
  rows: Iterable<StageRow>,
  buckets: readonly Bucket[],
  options: { withProduction: boolean; clock?: Clock },
): StageMeansBucket[] {
  const stages: readonly Stage[] = options.withProduction
    ? [...stagesToMerge, 'mergeToProductionSeconds']
    : stagesToMerge;
  const tallies = buckets.map((): Tally => ({ n: 0, sums: new Map() }));
  for (const row of rows) {
    const endsAt = options.withProduction ? row.deployedAt : row.mergedAt;
    const tally = tallies[endsAt === null ? -1 : bucketIndexOf(buckets, instantOf(endsAt))];
    if (tally !== undefined && leftOutAs(row) === null) {
      addRow(tally, row, stages, options.clock ?? 'wall');
    }
  }
  return buckets.map((bucket, index) => {
    const { n, sums } = tallies[index] ?? { n: 0, sums: new Map() };
    return { start: formatInstant(dateOf(bucket.start)), n, ...meansOf(sums, n) };
  });
}

type Tally = { n: number; sums: Map<Stage, number> };

function addRow(tally: Tally, row: StageRow, stages: readonly Stage[], clock: Clock): void {
  const secondsOf = (stage: Stage) => row[clock === 'work' ? workColumns[stage] : stage];
  if (stages.some((stage) => secondsOf(stage) === null)) {
    return;
  }
  tally.n += 1;
  for (const stage of stages) {
    tally.sums.set(stage, (tally.sums.get(stage) ?? 0) + (secondsOf(stage) ?? 0));
  }
}

function meansOf(sums: ReadonlyMap<Stage, number>, n: number): Record<Stage, number | null> {
  const meanOf = (stage: Stage) => {
    const sum = sums.get(stage);
    return sum === undefined || n === 0 ? null : sum / n;
  };
  return {
    codingSeconds: meanOf('codingSeconds'),
    pickupSeconds: meanOf('pickupSeconds'),
    reviewSeconds: meanOf('reviewSeconds'),
    mergeWaitSeconds: meanOf('mergeWaitSeconds'),
    mergeToProductionSeconds: meanOf('mergeToProductionSeconds'),
  };
}
