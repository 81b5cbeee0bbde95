import type { Instant } from '../time/instant.ts';
import { secondsOutside } from '../time/spans.ts';
import { workSecondsOutside } from '../time/work-calendar.ts';
import type { PullRequestReading } from './read-pull-request.ts';

/** The durations of one pull request, in seconds; null while one of a stage's ends is unknown (C11). */
export type Stages = {
  codingSeconds: number | null;
  pickupSeconds: number | null;
  pickupWorkSeconds: number | null;
  firstResponseSeconds: number | null;
  reviewSeconds: number | null;
  mergeWaitSeconds: number | null;
  reviewCycleSeconds: number | null;
  timeToMergeSeconds: number | null;
  mergeToProductionSeconds: number | null;
  leadTimeSeconds: number | null;
};

/** The borders of a stage, with the clamping of C11 and C12 done: `from` never lies before `readyAt`, nor `to` before `from`. */
export type StageSpan = { from: Instant; to: Instant };

export type WaitingStage = 'pickup' | 'first-response' | 'review' | 'merge-wait';

/** Where a waiting stage begins and ends; null while that is unknown, or when it was never ready. */
export function waitingStageSpan(
  reading: PullRequestReading,
  stage: WaitingStage,
): StageSpan | null {
  const { readyAt } = reading.spells;
  const [start, end] = waitingStageEnds(reading, stage);
  if (readyAt === null || start === null || end === null) {
    return null;
  }
  const from = Math.max(start, readyAt);
  return { from, to: Math.max(end, from) };
}

/** The two events of a waiting stage as they happened, before any clamping. */
export function waitingStageEnds(
  reading: PullRequestReading,
  stage: WaitingStage,
): [start: Instant | null, end: Instant | null] {
  const finalApprovalAt = reading.approvals.finalApproval?.at ?? null;
  switch (stage) {
    case 'pickup':
      return [reading.spells.readyAt, reading.firstReviewAt];
    case 'first-response':
      return [reading.spells.readyAt, reading.firstResponseAt];
    case 'review':
      return [reading.firstReviewAt, finalApprovalAt];
    case 'merge-wait':
      return [finalApprovalAt, reading.mergedAt];
  }
}

export function readStages(reading: PullRequestReading): Stages {
  const { createdAt, mergedAt, deployedAt } = reading;
  const { readyAt } = reading.spells;
  const { firstCommitAt } = reading.first;
  return {
    codingSeconds: elapsed(firstCommitAt, readyAt),
    pickupSeconds: waiting(reading, 'pickup'),
    pickupWorkSeconds: pickupWork(reading),
    firstResponseSeconds: waiting(reading, 'first-response'),
    reviewSeconds: waiting(reading, 'review'),
    mergeWaitSeconds: waiting(reading, 'merge-wait'),
    reviewCycleSeconds: elapsed(readyAt, mergedAt),
    timeToMergeSeconds: elapsed(createdAt, mergedAt),
    mergeToProductionSeconds: elapsed(mergedAt, deployedAt),
    leadTimeSeconds: elapsed(firstCommitAt, deployedAt),
  };
}

/** End − start; 0 when the end came first (C11, C12). */
function elapsed(from: Instant | null, to: Instant | null): number | null {
  return from === null || to === null ? null : Math.max(0, to - from);
}

function waiting(reading: PullRequestReading, stage: WaitingStage): number | null {
  const span = waitingStageSpan(reading, stage);
  return span === null ? null : secondsOutside(reading.spells.pauses, span.from, span.to);
}

function pickupWork(reading: PullRequestReading): number | null {
  const span = waitingStageSpan(reading, 'pickup');
  return span === null
    ? null
    : workSecondsOutside(reading.rules.calendar, reading.spells.pauses, span.from, span.to);
}
