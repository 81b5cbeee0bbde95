import type { Instant } from './instant.ts';
import { zoneOffsets } from './zone-offsets.ts';

const DAY = 86_400;

export type BucketSize = 'day' | 'week' | 'month';

/**
 * A day, a week from Monday, or a month of the local calendar. `start` is the calendar's border; `[from, to)` is the
 * part of it that lies in the period asked for, and what is counted.
 */
export type Bucket = { start: Instant; from: Instant; to: Instant };

/** The buckets that share time with `[from, to)`, earliest first; none is left out for being empty (B0.7, B0.8). */
export function bucketsOf(
  from: Instant,
  to: Instant,
  size: BucketSize,
  timeZone: string,
): Bucket[] {
  const buckets: Bucket[] = [];
  const offsets = zoneOffsets(timeZone);
  let localStart = startOfBucket(from + offsets.at(from), size);
  while (true) {
    const start = offsets.instantOfLocal(localStart);
    if (start >= to) {
      return buckets;
    }
    const localEnd = startOfNextBucket(localStart, size);
    const end = offsets.instantOfLocal(localEnd);
    const bucket = { start, from: Math.max(start, from), to: Math.min(end, to) };
    // Empty before the period begins, and for a day that a zone skipped altogether.
    if (bucket.to > bucket.from) {
      buckets.push(bucket);
    }
    localStart = localEnd;
  }
}

/** The place of the bucket that holds `instant`; -1 when none does. */
export function bucketIndexOf(buckets: readonly Bucket[], instant: Instant): number {
  let low = 0;
  let high = buckets.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const bucket = buckets[middle];
    if (bucket === undefined || instant < bucket.from) {
      high = middle - 1;
    } else if (instant >= bucket.to) {
      low = middle + 1;
    } else {
      return middle;
    }
  }
  return -1;
}

function startOfBucket(local: number, size: BucketSize): number {
  const day = Math.floor(local / DAY) * DAY;
  if (size === 'day') {
    return day;
  }
  const date = new Date(day * 1000);
  if (size === 'week') {
    return day - ((date.getUTCDay() + 6) % 7) * DAY;
  }
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1000;
}

function startOfNextBucket(localStart: number, size: BucketSize): number {
  if (size !== 'month') {
    return localStart + (size === 'day' ? DAY : 7 * DAY);
  }
  const date = new Date(localStart * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000;
}

/** The place of the first bucket that closes after `instant`; the number of buckets when none does. */
export function firstBucketClosingAfter(buckets: readonly Bucket[], instant: Instant): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.to ?? Number.POSITIVE_INFINITY) > instant) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** The whole of `[from, to)` as one bucket. */
export function wholePeriod(from: Instant, to: Instant): Bucket {
  return { start: from, from, to };
}
