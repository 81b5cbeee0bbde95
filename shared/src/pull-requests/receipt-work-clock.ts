import type { CycleTimeMetric } from '../cycle-time/cycle-time.terms.ts';
import { describeWeek } from '../definitions/describe-change.rules.ts';
import { durationTerms } from '../glossary/duration-terms.ts';
import { formatHoursExactly } from '../time/format-duration.ts';
import type { Span, Spell } from '../time/instant.ts';
import { workingSpans } from '../time/off-hours.ts';
import { withoutPauses } from '../time/spans.ts';
import type { PickupHours } from './pickup-hours.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { sayHoursOfAny } from './receipt-hours.ts';
import { explainPauses } from './receipt-left-out.ts';
import { sayFrom } from './receipt-stages.ts';
import { explainMissingStage } from './receipt-why-null.ts';
import { makeStep } from './receipt-words.ts';
import { type Stages, stagePauses, stageSpan, stageValues } from './stages.ts';
import { spellWork } from './work-arithmetic.ts';
import { calendarFor, isPickup } from './work-clock.ts';

/** More would bury the sum. */
const mostListed = 12;

/** The receipt of a stage by the work clock: each stretch of working hours in it, and how they add up (B13). */
export function explainStageWork(
  reading: PullRequestReading,
  stages: Stages,
  metric: CycleTimeMetric,
): Receipt {
  const { label, to } = durationTerms[metric];
  const value = stageValues(stages, metric).work;
  return {
    metric,
    label: `${label}, in working hours`,
    unit: 'seconds',
    value,
    clock: 'work',
    rule: 'B13',
    ...explainWork(
      reading,
      stageSpan(reading, metric),
      stagePauses(reading, metric),
      value,
      { from: capitalise(sayFrom(reading, metric)), to: capitalise(to) },
      isPickup(metric) ? reading.pickupHours : undefined,
    ),
    whyNull: value === null ? explainMissingStage(reading, metric) : null,
  };
}

/**
 * The steps and the sum of the working hours in a span; both empty when there is no span. `hours`: whose count, when they
 * are not those of all stages. Hours of single people are told as what they come to, never as somebody's week or days away.
 */
export function explainWork(
  reading: PullRequestReading,
  span: Span | null,
  pauses: readonly Spell[],
  value: number | null,
  words: { from: string; to: string },
  hours: PickupHours = { calendar: calendarFor(reading), whose: 'author', people: 0 },
): Pick<Receipt, 'steps' | 'arithmetic'> {
  if (span === null || value === null) {
    return { steps: [], arithmetic: null };
  }
  const { timeZone } = calendarFor(reading);
  const working = withoutPauses(workingSpans(hours.calendar, span.from, span.to), pauses);
  const sum = spellWork(working, timeZone, value);
  const whose =
    hours.whose === 'author'
      ? describeWeek(hours.calendar)
      : `hours of ${sayHoursOfAny(reading, hours)}`;
  return {
    steps: [
      hours.whose === 'author'
        ? explainCalendar(reading)
        : makeStep(null, `The hours of ${sayHoursOfAny(reading, hours)}`, 'info', 'B13'),
      makeStep(span.from, words.from, 'start', 'B13'),
      ...explainStretches(reading, span, pauses, working),
      makeStep(span.to, words.to, 'end', 'B13'),
    ],
    arithmetic: `${sum} (${timeZone}, ${whose})`,
  };
}

function explainCalendar(reading: PullRequestReading): ReceiptStep {
  const calendar = calendarFor(reading);
  const { length } = calendar.holidaysOn;
  const holidays =
    length === 0 ? 'no holidays' : `${length} ${length === 1 ? 'holiday' : 'holidays'}`;
  const isOwn = calendar !== reading.rules.calendar;
  const whose = isOwn ? 'The hours of the author’s team' : 'The organisation’s hours';
  const text = `${whose}: ${describeWeek(calendar)} in ${calendar.timeZone}, ${holidays}`;
  return makeStep(null, text, 'info', isOwn ? 'B13' : 'C8');
}

function explainStretches(
  reading: PullRequestReading,
  span: Span,
  pauses: readonly Spell[],
  working: readonly Span[],
): ReceiptStep[] {
  const listed = working
    .slice(0, mostListed)
    .map(({ from, to }) =>
      makeStep(from, `${formatHoursExactly(to - from)} of working hours`, 'info', 'B13'),
    );
  const taken = pauses.length === 0 ? [] : explainPauses(reading, span.from, span.to);
  const steps = [...listed, ...taken].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  const more = working.length - listed.length;
  return more <= 0
    ? steps
    : [...steps, makeStep(null, `${more} more stretches of working hours`, 'info', 'B13')];
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
