import { durationTerms } from '../glossary/duration-terms.ts';
import { formatDurationExactly } from '../time/format-duration.ts';
import type { Span } from '../time/instant.ts';
import { workingSpans } from '../time/off-hours.ts';
import { withoutPauses } from '../time/spans.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { explainPauses } from './receipt-left-out.ts';
import { explainMissingStage } from './receipt-why-null.ts';
import { makeStep } from './receipt-words.ts';
import { type Stages, waitingStageSpan } from './stages.ts';

/** Up to so many working spells are added up one by one. */
const mostAddends = 6;

/** The receipt of pickup by the work clock: each stretch of working hours in the waiting time (B13). */
export function explainPickupWork(reading: PullRequestReading, stages: Stages): Receipt {
  const { label } = durationTerms.pickup;
  const span = waitingStageSpan(reading, 'pickup');
  const value = stages.pickupWorkSeconds;
  const working = span === null ? [] : workingTime(reading, span);
  return {
    metric: 'pickup',
    label: `${label}, in working hours`,
    unit: 'seconds',
    value,
    clock: 'work',
    rule: 'B13',
    steps:
      span === null ? [] : [...explainCalendar(reading), ...explainSpans(reading, span, working)],
    arithmetic: value === null ? null : explainSum(working, value),
    whyNull: value === null ? explainMissingStage(reading, 'pickup') : null,
  };
}

function workingTime({ rules, spells }: PullRequestReading, span: Span): Span[] {
  return withoutPauses(workingSpans(rules.calendar, span.from, span.to), spells.pauses);
}

function explainCalendar({ rules }: PullRequestReading): ReceiptStep[] {
  const { timeZone, holidaysOn } = rules.calendar;
  const holidays = holidaysOn.length === 0 ? 'without holidays' : `${holidaysOn.length} holidays`;
  return [makeStep(null, `Working hours in the zone ${timeZone}, ${holidays}`, 'info', 'C8')];
}

function explainSpans(
  reading: PullRequestReading,
  span: Span,
  working: readonly Span[],
): ReceiptStep[] {
  const start = makeStep(span.from, 'Waiting began', 'start', 'B4');
  const end = makeStep(span.to, 'Waiting ended', 'end', 'B4');
  const stretches = working
    .slice(0, mostAddends)
    .map(({ from, to }) =>
      makeStep(from, `${formatDurationExactly(to - from)} of working hours`, 'info', 'B13'),
    );
  const between = [...stretches, ...explainPauses(reading, span.from, span.to)];
  between.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  return [start, ...between, end];
}

function explainSum(working: readonly Span[], value: number): string {
  if (working.length === 0) {
    return value === 0 ? 'No working hours in between: 0 s' : formatDurationExactly(value);
  }
  const addends = working.map(({ from, to }) => formatDurationExactly(to - from));
  return addends.length > mostAddends
    ? `${addends.length} stretches of working hours: ${formatDurationExactly(value)}`
    : `${addends.join(' + ')} = ${formatDurationExactly(value)}`;
}
