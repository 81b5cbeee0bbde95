import type { CycleTimeMetric } from '../cycle-time/cycle-time.terms.ts';
import { durationTerms } from '../glossary/duration-terms.ts';
import type { Instant, Spell } from '../time/instant.ts';
import { secondsOutside } from '../time/spans.ts';
import { type WorkCalendar, workSecondsOutside } from '../time/work-calendar.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { calendarFor, calendarForStage } from './work-clock.ts';

/** The durations of one pull request, in seconds; null while one of a stage's ends is unknown (C11). */
export type Stages = {
  codingSeconds: number | null;
  codingWorkSeconds: number | null;
  pickupSeconds: number | null;
  pickupWorkSeconds: number | null;
  firstResponseSeconds: number | null;
  firstResponseWorkSeconds: number | null;
  reviewSeconds: number | null;
  reviewWorkSeconds: number | null;
  mergeWaitSeconds: number | null;
  mergeWaitWorkSeconds: number | null;
  reviewCycleSeconds: number | null;
  reviewCycleWorkSeconds: number | null;
  timeToMergeSeconds: number | null;
  timeToMergeWorkSeconds: number | null;
  mergeToProductionSeconds: number | null;
  mergeToProductionWorkSeconds: number | null;
  leadTimeSeconds: number | null;
  leadTimeWorkSeconds: number | null;
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
      return [reading.pickupStart.at, reading.firstReviewAt];
    case 'first-response':
      return [reading.pickupStart.at, reading.firstResponseAt];
    case 'review':
      return [reading.firstReviewAt, finalApprovalAt];
    case 'merge-wait':
      return [finalApprovalAt, reading.mergedAt];
  }
}

/** Where a stage begins and ends, whatever it is made of; null while an end is unknown. `to` never lies before `from`. */
export function stageSpan(reading: PullRequestReading, stage: CycleTimeMetric): StageSpan | null {
  const { createdAt, mergedAt, deployedAt } = reading;
  const { readyAt } = reading.spells;
  const { firstCommitAt } = reading.first;
  switch (stage) {
    case 'coding':
      return wholeSpan(firstCommitAt, readyAt);
    case 'review-cycle':
      return wholeSpan(readyAt, mergedAt);
    case 'time-to-merge':
      return wholeSpan(createdAt, mergedAt);
    case 'merge-to-production':
      return wholeSpan(mergedAt, deployedAt);
    case 'lead-time':
      return wholeSpan(firstCommitAt, deployedAt);
    default:
      return waitingStageSpan(reading, stage);
  }
}

/** What a stage leaves out: drafts and closed spells of waiting time, nothing of the others (C7, C11). */
export function stagePauses(
  { spells }: PullRequestReading,
  stage: CycleTimeMetric,
): readonly Spell[] {
  return durationTerms[stage].isWaitingTime ? spells.pauses : [];
}

export function readStages(reading: PullRequestReading): Stages {
  const coding = clocksOf(reading, 'coding');
  const pickup = clocksOf(reading, 'pickup');
  const firstResponse = clocksOf(reading, 'first-response');
  const review = clocksOf(reading, 'review');
  const mergeWait = clocksOf(reading, 'merge-wait');
  const reviewCycle = clocksOf(reading, 'review-cycle');
  const timeToMerge = clocksOf(reading, 'time-to-merge');
  const mergeToProduction = clocksOf(reading, 'merge-to-production');
  const leadTime = clocksOf(reading, 'lead-time');
  return {
    codingSeconds: coding.wall,
    codingWorkSeconds: coding.work,
    pickupSeconds: pickup.wall,
    pickupWorkSeconds: pickup.work,
    firstResponseSeconds: firstResponse.wall,
    firstResponseWorkSeconds: firstResponse.work,
    reviewSeconds: review.wall,
    reviewWorkSeconds: review.work,
    mergeWaitSeconds: mergeWait.wall,
    mergeWaitWorkSeconds: mergeWait.work,
    reviewCycleSeconds: reviewCycle.wall,
    reviewCycleWorkSeconds: reviewCycle.work,
    timeToMergeSeconds: timeToMerge.wall,
    timeToMergeWorkSeconds: timeToMerge.work,
    mergeToProductionSeconds: mergeToProduction.wall,
    mergeToProductionWorkSeconds: mergeToProduction.work,
    leadTimeSeconds: leadTime.wall,
    leadTimeWorkSeconds: leadTime.work,
  };
}

/** The end is the start when it came first: 0 (C11, C12). */
function wholeSpan(from: Instant | null, to: Instant | null): StageSpan | null {
  return from === null || to === null ? null : { from, to: Math.max(from, to) };
}

const stageFields = {
  coding: 'coding',
  pickup: 'pickup',
  'first-response': 'firstResponse',
  review: 'review',
  'merge-wait': 'mergeWait',
  'review-cycle': 'reviewCycle',
  'time-to-merge': 'timeToMerge',
  'merge-to-production': 'mergeToProduction',
  'lead-time': 'leadTime',
} as const satisfies Readonly<Record<CycleTimeMetric, string>>;

/** One stage's seconds by both clocks. */
export function stageValues(stages: Stages, stage: CycleTimeMetric): BothClocks {
  const field = stageFields[stage];
  return { wall: stages[`${field}Seconds`], work: stages[`${field}WorkSeconds`] };
}

/** Seconds by both clocks (B13); both null while the stage has no ends. */
export type BothClocks = { wall: number | null; work: number | null };

function clocksOf(reading: PullRequestReading, stage: CycleTimeMetric): BothClocks {
  const span = stageSpan(reading, stage);
  return measureSpan(reading, span, stagePauses(reading, stage), calendarForStage(reading, stage));
}

/** The time of a span that no pause covers, by both clocks. */
export function measureSpan(
  reading: PullRequestReading,
  span: StageSpan | null,
  pauses: readonly Spell[],
  calendar: WorkCalendar = calendarFor(reading),
): BothClocks {
  return span === null
    ? { wall: null, work: null }
    : {
        wall: secondsOutside(pauses, span.from, span.to),
        work: workSecondsOutside(calendar, pauses, span.from, span.to),
      };
}
