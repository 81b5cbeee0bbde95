import type { StageMeans } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { dateOf, formatInstant, type Instant } from '@bellwether/shared/time/instant';

type Sums = { n: number; coding: number; pickup: number; review: number; mergeWait: number };

/** The means of some buckets pooled: of their pull requests, never of their means (B0.5). Null: there are none. */
export function poolStageMeans(start: Instant, buckets: readonly Sums[]): StageMeans {
  const total = (stage: keyof Sums) => buckets.reduce((sum, bucket) => sum + bucket[stage], 0);
  const n = total('n');
  const meanOf = (stage: keyof Sums) => (n === 0 ? null : total(stage) / n);
  return {
    start: formatInstant(dateOf(start)),
    n,
    codingSeconds: meanOf('coding'),
    pickupSeconds: meanOf('pickup'),
    reviewSeconds: meanOf('review'),
    mergeWaitSeconds: meanOf('mergeWait'),
  };
}
