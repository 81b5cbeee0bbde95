import type { CycleTimeMetric } from '../cycle-time/cycle-time.terms.ts';
import { durationTerms } from '../glossary/duration-terms.ts';
import { formatDurationExactly } from '../time/format-duration.ts';
import { clipSpells } from '../time/spans.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { explainEnd, type StageEnd } from './receipt-ends.ts';
import {
  explainIgnoredComments,
  explainIgnoredReviews,
  explainPauses,
} from './receipt-left-out.ts';
import { explainMissingStage } from './receipt-why-null.ts';
import { makeStep } from './receipt-words.ts';
import {
  type Stages,
  stageValues,
  type WaitingStage,
  waitingStageEnds,
  waitingStageSpan,
} from './stages.ts';
import { isPickup } from './work-clock.ts';

const ends: Readonly<Record<CycleTimeMetric, [start: StageEnd, end: StageEnd]>> = {
  coding: ['first_commit', 'ready'],
  pickup: ['asked', 'first_review'],
  'first-response': ['asked', 'first_response'],
  review: ['first_review', 'final_approval'],
  'merge-wait': ['final_approval', 'merged'],
  'review-cycle': ['ready', 'merged'],
  'time-to-merge': ['opened', 'merged'],
  'merge-to-production': ['merged', 'deployed'],
  'lead-time': ['first_commit', 'deployed'],
};

/** The receipt of one duration in wall time: its two events, what was taken off, what was passed over, the sum. */
export function explainStage(
  reading: PullRequestReading,
  stages: Stages,
  metric: CycleTimeMetric,
): Receipt {
  const { label, rule } = durationTerms[metric];
  const [startName, endName] = ends[metric];
  const value = stageValues(stages, metric).wall;
  const start = explainEnd(reading, startName, 'start');
  const end = explainEnd(reading, endName, 'end');
  return {
    metric,
    label,
    unit: 'seconds',
    value,
    clock: 'wall',
    rule,
    steps: [start, ...explainBetween(reading, metric), end].filter((step) => step !== null),
    arithmetic: value === null ? null : explainSum(reading, metric, value, start, end),
    whyNull: value === null ? explainMissingStage(reading, metric) : null,
  };
}

function explainBetween(reading: PullRequestReading, metric: CycleTimeMetric): ReceiptStep[] {
  const steps: ReceiptStep[] = [];
  if (metric === 'pickup' || metric === 'first-response') {
    steps.push(...explainIgnoredReviews(reading), ...explainIgnoredComments(reading, metric));
  }
  if (isWaitingStage(metric)) {
    const span = waitingStageSpan(reading, metric);
    if (span !== null) {
      steps.push(...explainPauses(reading, span.from, span.to));
    }
    steps.push(...explainClamping(reading, metric));
  }
  if (metric === 'coding' || metric === 'lead-time') {
    steps.push(...explainSetAside(reading));
  }
  return steps.sort((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9'));
}

/** The part of a stage that lies before it was ready is no waiting (C11, C12). */
function explainClamping(reading: PullRequestReading, stage: WaitingStage): ReceiptStep[] {
  const { readyAt } = reading.spells;
  const [start, end] = waitingStageEnds(reading, stage);
  if (
    isPickup(stage) &&
    start !== null &&
    end !== null &&
    readyAt !== null &&
    readyAt <= end &&
    end < start
  ) {
    return [
      makeStep(start, 'It came before anybody was asked: nobody had to wait', 'info', 'B4.6'),
    ];
  }
  if (readyAt === null || start === null || start >= readyAt) {
    return end !== null && readyAt !== null && end < readyAt
      ? [makeStep(readyAt, 'It came before it was ready: nobody had to wait', 'info', 'B4.2')]
      : [];
  }
  return [makeStep(readyAt, 'Counted from here, when it was ready for review', 'info', 'C11')];
}

function explainSetAside({ first }: PullRequestReading): ReceiptStep[] {
  const count = first.setAside.length;
  return count === 0
    ? []
    : [
        makeStep(
          null,
          `${count} ${count === 1 ? 'commit' : 'commits'} from long before it was opened set aside`,
          'ignored',
          'B3',
        ),
      ];
}

function explainSum(
  reading: PullRequestReading,
  metric: CycleTimeMetric,
  value: number,
  start: ReceiptStep | null,
  end: ReceiptStep | null,
): string {
  const span = isWaitingStage(metric) ? waitingStageSpan(reading, metric) : null;
  if (span === null) {
    const isReversed = start?.at != null && end?.at != null && end.at < start.at;
    return isReversed
      ? 'The end came before the start: 0 s'
      : `${durationTerms[metric].from} to ${durationTerms[metric].to}: ${formatDurationExactly(value)}`;
  }
  const whole = formatDurationExactly(span.to - span.from);
  const { to } = durationTerms[metric];
  const taken = clipSpells(reading.spells.pauses, span.from, span.to).map(
    (pause) => ` − ${formatDurationExactly(pause.to - pause.from)}`,
  );
  return taken.length === 0
    ? `${sayFrom(reading, metric)} to ${to}: ${whole}`
    : `${whole}${taken.join('')} = ${formatDurationExactly(value)}`;
}

/** What the stage begins with, in words, as it was for this pull request. */
export function sayFrom({ pickupStart }: PullRequestReading, metric: CycleTimeMetric): string {
  return isPickup(metric) && pickupStart.why !== 'ready'
    ? 'asked for a review'
    : durationTerms[metric].from;
}

function isWaitingStage(metric: CycleTimeMetric): metric is WaitingStage {
  return durationTerms[metric].isWaitingTime;
}
