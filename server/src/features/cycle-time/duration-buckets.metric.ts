import { fewestForPercentiles } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type { DurationBucket } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { addExcluded, type Excluded } from '@bellwether/shared/cycle-time/excluded.metric';
import { medianInterval80 } from '@bellwether/shared/stats/median-interval';
import { percentile } from '@bellwether/shared/stats/percentile';
import type { Bucket } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, type Instant } from '@bellwether/shared/time/instant';

/** A larger censored share makes the median Kaplan–Meier's (B4.5). */
const LARGEST_CENSORED_SHARE = 0.1;

/** What ended in a bucket: humans' durations in seconds, ascending, and how many others by rule or class (B1, B14). */
export type Tally = {
  sorted: Int32Array;
  excluded: Excluded;
};

/** The stages left out by one rule or class (null: counted): the place of each one's bucket, and the length of counted ones. */
type Ended = { leftOutAs: string | null; buckets: Int32Array; seconds: Int32Array };

/** One tally for each of `length` buckets, empty ones too. */
export function tallyBuckets(ended: readonly Ended[], length: number): Tally[] {
  const tallies = Array.from({ length }, () => pool([]));
  for (const { leftOutAs, buckets, seconds } of ended) {
    const counts = countPlaces(buckets, length);
    for (const [index, tally] of tallies.entries()) {
      const count = counts[index] ?? 0;
      if (leftOutAs === null) {
        tally.sorted = new Int32Array(count);
      } else if (count > 0) {
        addExcluded(tally.excluded, leftOutAs, count);
      }
    }
    if (leftOutAs === null) {
      fillSorted(tallies, buckets, seconds);
    }
  }
  return tallies;
}

function countPlaces(buckets: Int32Array, length: number): Int32Array {
  const counts = new Int32Array(length);
  for (const bucket of buckets) {
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

function fillSorted(tallies: readonly Tally[], buckets: Int32Array, seconds: Int32Array): void {
  const filled = new Int32Array(tallies.length);
  for (const [index, bucket] of buckets.entries()) {
    const place = filled[bucket] ?? 0;
    filled[bucket] = place + 1;
    const sorted = tallies[bucket]?.sorted;
    if (sorted !== undefined) {
      sorted[place] = seconds[index] ?? 0;
    }
  }
  for (const { sorted } of tallies) {
    sorted.sort();
  }
}

/** All that ended in any of the buckets: items are pooled, never their medians (B0.5). */
export function pool(tallies: readonly Tally[]): Tally {
  const sorted = new Int32Array(tallies.reduce((sum, tally) => sum + tally.sorted.length, 0));
  const excluded: Tally['excluded'] = {};
  let filled = 0;
  for (const tally of tallies) {
    sorted.set(tally.sorted, filled);
    filled += tally.sorted.length;
    for (const [name, count] of Object.entries(tally.excluded)) {
      addExcluded(excluded, name, count);
    }
  }
  return { sorted: sorted.sort(), excluded };
}

/** Whether so many are still running that the median must hear of them (B4.5, C20). */
export function needsKaplanMeier(metric: CycleTimeMetric, n: number, censored: number): boolean {
  return (
    (metric === 'pickup' || metric === 'first-response') &&
    n >= fewestForPercentiles &&
    censored > LARGEST_CENSORED_SHARE * (n + censored)
  );
}

/** One bucket of the answer (C20). `kaplanMeier` replaces the plain median; undefined: that one stands. */
export function assembleBucket(
  bucket: Bucket,
  { sorted, excluded }: Tally,
  censored: number,
  kaplanMeier: { median: number | null } | undefined,
  now: Instant,
): DurationBucket {
  const n = sorted.length;
  const isEnough = n >= fewestForPercentiles;
  const median = kaplanMeier === undefined ? percentile(sorted, 0.5) : kaplanMeier.median;
  return {
    start: formatInstant(dateOf(bucket.start)),
    end: formatInstant(dateOf(bucket.to)),
    isPartial: bucket.from <= now && now < bucket.to,
    n,
    p50: isEnough ? median : null,
    p75: isEnough ? percentile(sorted, 0.75) : null,
    p90: isEnough ? percentile(sorted, 0.9) : null,
    mean: n === 0 ? null : sorted.reduce((sum, seconds) => sum + seconds, 0) / n,
    interval80: isEnough ? medianInterval80(sorted) : null,
    censored,
    isKaplanMeier: kaplanMeier !== undefined,
    excluded,
  };
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
