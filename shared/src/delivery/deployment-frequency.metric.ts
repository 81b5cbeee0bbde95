import { ascending, percentile } from '../stats/percentile.ts';
import { type Bucket, bucketIndexOf, bucketsOf } from '../time/buckets.ts';
import type { Instant } from '../time/instant.ts';
import { zoneOffsets } from '../time/zone-offsets.ts';
import type { Pace } from './bands.ts';
import type { CountedDeployment } from './counted-deployment.ts';

const DAY = 86_400;
const WEEK = 7 * DAY;

export type FrequencyBucket = {
  /** 0 where nothing was deployed (B0.7). */
  deployments: number;
  /** Local days with a deployment of any service. */
  daysWithDeployment: number;
};

/** How often something reached production, by bucket (B15). */
export function countDeployments(
  deployments: readonly CountedDeployment[],
  buckets: readonly Bucket[],
  timeZone: string,
): FrequencyBucket[] {
  const offsets = zoneOffsets(timeZone);
  const counts = buckets.map(() => ({ deployments: 0, days: new Set<number>() }));
  for (const { isCounted, finishedAt } of deployments) {
    const count = isCounted ? counts[bucketIndexOf(buckets, finishedAt)] : undefined;
    if (count !== undefined) {
      count.deployments += 1;
      count.days.add(Math.floor((finishedAt + offsets.at(finishedAt)) / DAY));
    }
  }
  return counts.map(({ deployments: n, days }) => ({
    deployments: n,
    daysWithDeployment: days.size,
  }));
}

export type FrequencyPeriod = { from: Instant; to: Instant; now: Instant; timeZone: string };

export type Frequency = {
  deployments: number;
  /** Per week of the period as far as it was seen. Null: none of it was. */
  perWeek: number | null;
  /** Median over the weeks of the local days with a deployment. Null: no whole week was seen. */
  daysPerWeek: number | null;
  pace: Pace | null;
};

/**
 * How often one service reaches production (B15). The period begins with the first deployment that is known of it and ends
 * now at the latest: what was not seen is no week without one. `firstAt` null: none is known.
 */
export function rateFrequency(
  deployments: readonly CountedDeployment[],
  firstAt: Instant | null,
  { from, to, now, timeZone }: FrequencyPeriod,
): Frequency {
  const begin = Math.max(from, firstAt ?? Number.POSITIVE_INFINITY);
  const end = Math.min(to, now);
  const own = deployments.filter(
    ({ isCounted, finishedAt }) => isCounted && finishedAt >= begin && finishedAt < end,
  );
  if (!(begin < end)) {
    return { deployments: own.length, perWeek: null, daysPerWeek: null, pace: null };
  }
  const whole = (size: 'week' | 'month') =>
    // One second more shows whether the last of them ends with the period.
    bucketsOf(begin, end + 1, size, timeZone).filter(
      (bucket) => bucket.from === bucket.start && bucket.to <= end,
    );
  const weeks = countDeployments(own, whole('week'), timeZone);
  const months = countDeployments(own, whole('month'), timeZone);
  const daysPerWeek = median(weeks.map(({ daysWithDeployment }) => daysWithDeployment));
  const hasOne = (counts: readonly FrequencyBucket[]) =>
    median(counts.map(({ deployments: n }) => (n > 0 ? 1 : 0)));
  return {
    deployments: own.length,
    perWeek: own.length / ((end - begin) / WEEK),
    daysPerWeek,
    pace: daysPerWeek === null ? null : paceOf(daysPerWeek, hasOne(weeks), hasOne(months)),
  };
}

/** `week`, `month`: the median of whether one has a deployment; null: no whole one was seen. */
function paceOf(daysPerWeek: number, week: number | null, month: number | null): Pace {
  if (daysPerWeek >= 3) {
    return 'daily';
  }
  if (week !== null && week >= 1) {
    return 'weekly';
  }
  return month !== null && month >= 1 ? 'monthly' : 'yearly';
}

function median(values: readonly number[]): number | null {
  return percentile(ascending(values), 0.5);
}
