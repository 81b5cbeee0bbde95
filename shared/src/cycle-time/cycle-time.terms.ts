// Without a library, so that the pages can read an address without loading one.

export const bucketSizes = ['day', 'week', 'month'] as const;
export type BucketSize = (typeof bucketSizes)[number];

/** Elapsed time, or the part of it inside working hours (B13). */
export const clocks = ['wall', 'work'] as const;
export type Clock = (typeof clocks)[number];

/** The numbers of the page, by the names of the contract. */
export const cycleTimeMetrics = [
  'review-cycle',
  'pickup',
  'first-response',
  'coding',
  'review',
  'merge-wait',
  'time-to-merge',
  'merge-to-production',
  'lead-time',
] as const;
export type CycleTimeMetric = (typeof cycleTimeMetrics)[number];

/** The clock that a metric is told by unless another one is asked for: the team's own for what waits on it (B13). */
export function defaultClockOf(metric: CycleTimeMetric): Clock {
  return metric === 'pickup' || metric === 'first-response' ? 'work' : 'wall';
}
