import type { PullRequestFacts } from '../pull-requests/pull-request-facts.ts';
import { type Instant, instantOrNull } from '../time/instant.ts';
import type { Clock, CycleTimeMetric } from './cycle-time.terms.ts';

/** The fields of a facts row that the durations are aggregated from. */
export type DurationRow = Pick<
  PullRequestFacts,
  | 'authorId'
  | 'authorClass'
  | 'exclusion'
  | 'state'
  | 'createdAt'
  | 'firstCommitAt'
  | 'readyAt'
  | 'firstReviewAt'
  | 'firstResponseAt'
  | 'finalApprovalAt'
  | 'mergedAt'
  | 'closedAt'
  | 'deployedAt'
  | 'codingSeconds'
  | 'codingWorkSeconds'
  | 'pickupSeconds'
  | 'pickupWorkSeconds'
  | 'firstResponseSeconds'
  | 'firstResponseWorkSeconds'
  | 'reviewSeconds'
  | 'reviewWorkSeconds'
  | 'mergeWaitSeconds'
  | 'mergeWaitWorkSeconds'
  | 'reviewCycleSeconds'
  | 'reviewCycleWorkSeconds'
  | 'timeToMergeSeconds'
  | 'timeToMergeWorkSeconds'
  | 'mergeToProductionSeconds'
  | 'mergeToProductionWorkSeconds'
  | 'leadTimeSeconds'
  | 'leadTimeWorkSeconds'
  | 'pauses'
> &
  // Absent: nobody was asked one by one, and it is waited for since it was ready.
  Partial<Pick<PullRequestFacts, 'askedIds' | 'pickupStartAt'>>;

/** One stage of one pull request. Null: not begun, not finished, not known. */
export type StageBounds = {
  startAt: Instant | null;
  /** The instant that ends it and puts it into a bucket; `readyAt` if that is later (C20). */
  finishAt: Instant | null;
  seconds: number | null;
};

type ReadBounds = (row: DurationRow) => StageBounds;

const readers: Readonly<Record<CycleTimeMetric, ReadBounds>> = {
  // Counted from the day it was ready, so it never runs on into the next bucket.
  coding: (row) => ({
    startAt: null,
    finishAt: row.firstCommitAt === null ? null : instantOrNull(row.readyAt),
    seconds: row.codingSeconds,
  }),
  pickup: (row) => pickupBounds(row, row.firstReviewAt, row.pickupSeconds),
  'first-response': (row) => pickupBounds(row, row.firstResponseAt, row.firstResponseSeconds),
  review: (row) => waitingBounds(row, row.firstReviewAt, row.finalApprovalAt, row.reviewSeconds),
  'merge-wait': (row) =>
    waitingBounds(row, row.finalApprovalAt, row.mergedAt, row.mergeWaitSeconds),
  'review-cycle': (row) => wholeBounds(row.readyAt, row.mergedAt, row.reviewCycleSeconds),
  'time-to-merge': (row) => wholeBounds(row.createdAt, row.mergedAt, row.timeToMergeSeconds),
  'merge-to-production': (row) =>
    wholeBounds(row.mergedAt, row.deployedAt, row.mergeToProductionSeconds),
  'lead-time': (row) => wholeBounds(row.firstCommitAt, row.deployedAt, row.leadTimeSeconds),
};

const workSeconds: Readonly<Record<CycleTimeMetric, (row: DurationRow) => number | null>> = {
  coding: (row) => row.codingWorkSeconds,
  pickup: (row) => row.pickupWorkSeconds,
  'first-response': (row) => row.firstResponseWorkSeconds,
  review: (row) => row.reviewWorkSeconds,
  'merge-wait': (row) => row.mergeWaitWorkSeconds,
  'review-cycle': (row) => row.reviewCycleWorkSeconds,
  'time-to-merge': (row) => row.timeToMergeWorkSeconds,
  'merge-to-production': (row) => row.mergeToProductionWorkSeconds,
  'lead-time': (row) => row.leadTimeWorkSeconds,
};

/** By the clock that is asked for (B13); the instants are the same by both. */
export function readStageBounds(
  row: DurationRow,
  metric: CycleTimeMetric,
  clock: Clock,
): StageBounds {
  const bounds = readers[metric](row);
  return clock === 'work' ? { ...bounds, seconds: workSeconds[metric](row) } : bounds;
}

/** When the pull request was merged, else closed for good; null while it is open (C3). */
export function endOfRow(row: DurationRow): Instant | null {
  return instantOrNull(row.mergedAt ?? (row.state === 'closed' ? row.closedAt : null));
}

/** From where it is waited for (B4.6); what came before anybody was asked began when it ended. */
function pickupBounds(row: DurationRow, finish: Date | null, seconds: number | null): StageBounds {
  const { startAt, ...bounds } = waitingBounds(
    row,
    row.pickupStartAt ?? row.readyAt,
    finish,
    seconds,
  );
  const isLate = startAt !== null && bounds.finishAt !== null && bounds.finishAt < startAt;
  return { ...bounds, startAt: isLate ? bounds.finishAt : startAt };
}

function waitingBounds(
  row: DurationRow,
  start: Date | null,
  finish: Date | null,
  seconds: number | null,
): StageBounds {
  const readyAt = instantOrNull(row.readyAt);
  const startAt = instantOrNull(start);
  const finishAt = instantOrNull(finish);
  if (readyAt === null) {
    return { startAt: null, finishAt: null, seconds: null };
  }
  return {
    startAt: startAt === null ? null : Math.max(startAt, readyAt),
    finishAt: finishAt === null ? null : Math.max(finishAt, readyAt),
    seconds,
  };
}

function wholeBounds(start: Date | null, finish: Date | null, seconds: number | null): StageBounds {
  return { startAt: instantOrNull(start), finishAt: instantOrNull(finish), seconds };
}
