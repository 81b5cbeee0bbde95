import { formatDurationExactly } from '../time/format-duration.ts';
import { clipSpells } from '../time/spans.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { explainPauses } from './receipt-left-out.ts';
import { explainMissingStage } from './receipt-why-null.ts';
import { makeStep, reviewUrl, sayReview } from './receipt-words.ts';
import { explainWork } from './receipt-work-clock.ts';

const label = 'Rework time';

/** First blocking review → final approval, by both clocks (B6). */
export function explainReworkTime(reading: PullRequestReading, facts: PullRequestFacts): Receipt[] {
  const { rework, spells } = reading;
  const whyNull = rework === null ? explainMissingStage(reading, 'review') : null;
  const words = { from: 'Rework began', to: 'Final approval' };
  return [
    {
      ...{ metric: 'rework-time', label, unit: 'seconds', clock: 'wall', rule: 'B6' },
      value: facts.reworkSeconds,
      ...explainWall(reading, facts),
      whyNull,
    },
    {
      ...{ metric: 'rework-time', unit: 'seconds', clock: 'work', rule: 'B13' },
      label: `${label}, in working hours`,
      value: facts.reworkWorkSeconds,
      ...explainWork(reading, rework, spells.pauses, facts.reworkWorkSeconds, words),
      whyNull,
    },
  ];
}

function explainWall(
  reading: PullRequestReading,
  { reworkSeconds }: PullRequestFacts,
): Pick<Receipt, 'steps' | 'arithmetic'> {
  const { rework, spells } = reading;
  if (rework === null || reworkSeconds === null) {
    return { steps: [], arithmetic: null };
  }
  const pauses = clipSpells(spells.pauses, rework.from, rework.to);
  const taken = pauses.map(({ from, to }) => ` − ${formatDurationExactly(to - from)}`);
  const whole = formatDurationExactly(rework.to - rework.from);
  return {
    steps: [
      explainStart(reading),
      ...explainPauses(reading, rework.from, rework.to),
      ...explainApproval(reading),
    ],
    arithmetic:
      taken.length === 0
        ? `First blocking review to final approval: ${whole}`
        : `${whole}${taken.join('')} = ${formatDurationExactly(reworkSeconds)}`,
  };
}

function explainStart(reading: PullRequestReading): ReceiptStep {
  const blocking = reading.rework?.blocking ?? null;
  const [first] = reading.countingActs;
  if (blocking !== null) {
    const text = `${sayReview(reading, blocking)}: the first review that blocked`;
    return makeStep(blocking.at, text, 'start', 'B6', reviewUrl(reading, blocking));
  }
  return first?.state === 'APPROVED'
    ? makeStep(first.at, 'The first review approved: no rework', 'start', 'B6')
    : makeStep(reading.firstReviewAt, 'No review blocked it: no rework', 'start', 'B6');
}

function explainApproval(reading: PullRequestReading): ReceiptStep[] {
  const { finalApproval } = reading.approvals;
  return finalApproval === null
    ? []
    : [
        makeStep(
          finalApproval.at,
          `${sayReview(reading, finalApproval)}: the last approval in force`,
          'end',
          'B7',
          reviewUrl(reading, finalApproval),
        ),
      ];
}
