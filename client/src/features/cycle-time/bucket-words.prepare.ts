import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { formatDate, formatMonth, formatShortDate } from '../../format/date.ts';

export type BucketPlace = { start: string; isPartial: boolean };

/** A bucket's name for a heading: `Week of Mon 2 Mar`, `Tue 3 Mar`, `March 2026`; one that is filling says so. */
export function nameBucket(
  bucket: BucketPlace,
  size: BucketSize,
  zone: string,
  now: string,
): string {
  const filling = bucket.isPartial ? ', so far' : '';
  if (size === 'month') {
    return `${formatMonth(bucket.start, zone)}${filling}`;
  }
  const day = formatDate(bucket.start, { zone, now });
  return size === 'week' ? `Week of ${day}${filling}` : `${day}${filling}`;
}

/** A bucket's label below the axis: `2 Mar`, or `Mar 2026` for months. */
export function labelBucket(start: string, size: BucketSize, zone: string): string {
  return size === 'month' ? formatMonth(start, zone) : formatShortDate(start, zone);
}

/** Labels for all buckets, in order. */
export function labelBuckets(starts: readonly string[], size: BucketSize, zone: string) {
  return starts.map((start, index) => ({ index, label: labelBucket(start, size, zone) }));
}
