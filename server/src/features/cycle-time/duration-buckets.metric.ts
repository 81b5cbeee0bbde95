import { fewestForPercentiles } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type {
  CycleTimeMetric,
  DurationBucket,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { AuthorClass } from '@bellwether/shared/pull-requests/author-class.rules';
import { medianIntervalRanks } from '@bellwether/shared/stats/median-interval';
import type { Bucket } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, type Instant } from '@bellwether/shared/time/instant';

/** A larger censored share makes the median Kaplan–Meier's (B4.5). */
const LARGEST_CENSORED_SHARE = 0.1;

/** What the database says about one bucket, in seconds. */
export type BucketTally = {
  n: number;
  sum: number;
  percentiles: readonly number[] | null;
  /** Ascending values around the median; the first is at place `middleFrom` of all. */
  middle: readonly number[];
  middleFrom: number;
  excluded: Partial<Record<AuthorClass, number>>;
};

/** Whether so many are still running that the median must hear of them (B4.5, C20). */
export function needsKaplanMeier(metric: CycleTimeMetric, n: number, censored: number): boolean {
  return (
    (metric === 'pickup' || metric === 'first-response') &&
    n >= fewestForPercentiles &&
    censored > LARGEST_CENSORED_SHARE * (n + censored)
  );
}

/**
 * One bucket of the answer (C20). `tally` undefined: nothing ended in it. `kaplanMeier` is the median that replaces the
 * plain one, or undefined when the plain one stands.
 */
export function assembleBucket(
  bucket: Bucket,
  tally: BucketTally | undefined,
  censored: number,
  kaplanMeier: { median: number | null } | undefined,
  now: Instant,
): DurationBucket {
  const n = tally?.n ?? 0;
  const known = n >= fewestForPercentiles ? tally : undefined;
  const [p50 = null, p75 = null, p90 = null] = known?.percentiles ?? [];
  return {
    start: formatInstant(dateOf(bucket.start)),
    end: formatInstant(dateOf(bucket.to)),
    isPartial: bucket.from <= now && now < bucket.to,
    n,
    p50: kaplanMeier === undefined ? p50 : kaplanMeier.median,
    p75,
    p90,
    mean: tally === undefined || n === 0 ? null : tally.sum / n,
    interval80: known === undefined ? null : readInterval(known),
    censored,
    isKaplanMeier: kaplanMeier !== undefined,
    excluded: tally?.excluded ?? {},
  };
}

function readInterval({ n, middle, middleFrom }: BucketTally): [number, number] | null {
  const { lo, hi } = medianIntervalRanks(n);
  const low = middle[lo - middleFrom];
  const high = middle[hi - 1 - middleFrom];
  return low === undefined || high === undefined ? null : [low, high];
}

/** How many stages were under way at the close of each of `length` buckets. */
export function spreadRunning(
  counts: readonly { first: number; last: number; count: number }[],
  length: number,
): number[] {
  const changes = new Array<number>(length + 1).fill(0);
  for (const { first, last, count } of counts) {
    if (first < last) {
      changes[first] = (changes[first] ?? 0) + count;
      changes[last] = (changes[last] ?? 0) - count;
    }
  }
  let running = 0;
  return changes.slice(0, length).map((change) => {
    running += change;
    return running;
  });
}
