import type { Done } from '@bellwether/shared/review-load/load.metric';

export type DoneInBucket = Done & { bucket: number };
/** `pullRequests`: distinct ones in each bucket, whoever reviewed them. */
export type Tally = { done: DoneInBucket[]; pullRequests: Map<number, number> };
/** Of the buckets, and of all their time as one bucket: what was reviewed in two of them counts once there. */
export type PeriodTally = { parts: Tally; whole: Tally };
