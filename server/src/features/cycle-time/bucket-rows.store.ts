import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import type { Parameters } from '../../db/pull-request-conditions.ts';

/**
 * SQL of the buckets as rows `b (opens_at, closes_at, place)`, place from 1. Joined laterally with the pull requests of each
 * bucket, an index hands over the rows of one after the other, and nothing has to look up in which bucket a row lies.
 */
export function bucketRows(borders: readonly Instant[], parameters: Parameters): string {
  const opens = parameters.add(borders.slice(0, -1).map(dateOf));
  const closes = parameters.add(borders.slice(1).map(dateOf));
  return `unnest(${opens}::timestamptz[], ${closes}::timestamptz[]) with ordinality as b (opens_at, closes_at, place)`;
}

/** SQL that is true where the instant lies in the bucket `b`. */
export function isInBucket(instant: string): string {
  return `${instant} >= b.opens_at and ${instant} < b.closes_at`;
}
