import { fewestForPercentiles } from '../cycle-time/cycle-time.metric.ts';
import { mean } from '../stats/mean.ts';
import { medianInterval80 } from '../stats/median-interval.ts';
import { ascending, percentile } from '../stats/percentile.ts';
import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import type { CountedDeployment } from './counted-deployment.ts';

/** Seconds; n < 5: percentiles and interval are null (C20). */
export type RecoveryTime = {
  n: number;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  mean: number | null;
  interval80: [number, number] | null;
  /** Each one, ascending, where they are too few for a median; else none. */
  each: number[];
  /** Failed before the end and not well again by then, as far as is known. */
  censored: number;
};

/**
 * From the end of a failed deployment to that of its remedy, or to the mitigation of its incident, whichever came first
 * (B15). Each counts in the bucket in which the service was well again; what is only suspected has no recovery.
 */
export function rateRecoveryTimes(
  deployments: readonly CountedDeployment[],
  buckets: readonly Bucket[],
): RecoveryTime[] {
  const failed = deployments.filter(({ failure }) => failure === 'confirmed');
  const seconds = buckets.map((): number[] => []);
  for (const { finishedAt, recoveredAt } of failed) {
    if (recoveredAt !== null) {
      seconds[bucketIndexOf(buckets, recoveredAt)]?.push(recoveredAt - finishedAt);
    }
  }
  return buckets.map(({ to }, index) => ({
    ...summarise(seconds[index] ?? []),
    censored: failed.filter(
      ({ finishedAt, recoveredAt }) =>
        finishedAt < to && (recoveredAt === null || recoveredAt >= to),
    ).length,
  }));
}

function summarise(seconds: readonly number[]): Omit<RecoveryTime, 'censored'> {
  const sorted = ascending(seconds);
  const isEnough = sorted.length >= fewestForPercentiles;
  return {
    n: sorted.length,
    p50: isEnough ? percentile(sorted, 0.5) : null,
    p75: isEnough ? percentile(sorted, 0.75) : null,
    p90: isEnough ? percentile(sorted, 0.9) : null,
    mean: mean(sorted),
    interval80: isEnough ? medianInterval80(sorted) : null,
    each: isEnough ? [] : sorted,
  };
}
