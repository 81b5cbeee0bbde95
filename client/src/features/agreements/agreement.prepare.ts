import type { AgreementMetric } from '@bellwether/shared/agreements/agreement.terms';
import type {
  Agreement,
  AgreementProgressShown,
  AgreementText,
  Breach,
  ProgressWeek,
} from '@bellwether/shared/agreements/agreements.schema';
import { cycleTimeMetrics } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import { addDays, dayOf } from '@bellwether/shared/time/calendar-day';
import type { Fact, TrendModel } from '../../charts/chart.types.ts';
import { formatDay } from '../../format/date.ts';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';
import { labelBuckets, nameBucket } from '../cycle-time/bucket-words.prepare.ts';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';

export const metricChoices: { value: AgreementMetric; label: string; hint: string }[] = [
  ...cycleTimeMetrics.map((value) => ({
    ...{ value: value as AgreementMetric, label: durationTerms[value].label },
    hint: `From ${durationTerms[value].from} to ${durationTerms[value].to}`,
  })),
  {
    ...{ value: 'review-request', label: 'Answer to a review request' },
    hint: 'From the request to the reviewer’s next review',
  },
];

export function nameMetric(metric: AgreementMetric): string {
  return metricChoices.find(({ value }) => value === metric)?.label ?? metric;
}

type Clocked = Pick<AgreementText, 'clock'>;

/** In working time a day is no unit. */
export function sayLength(seconds: number, { clock }: Clocked): string {
  return clock === 'work' ? formatWorkDuration(seconds) : formatDuration(seconds);
}

/** `85 % of time to first review within 4 h, working hours` */
export function describeTarget(
  text: Pick<AgreementText, 'metric' | 'clock' | 'targetShare' | 'withinSeconds'>,
): string {
  const clock = text.clock === 'work' ? 'working hours' : 'all hours';
  return `${formatShare(text.targetShare)}: ${nameMetric(text.metric).toLowerCase()} within ${sayLength(text.withinSeconds, text)}, ${clock}`;
}

/** `Since 2 Mar 2026`, `2 Mar 2026 – 15 Apr 2026, ended` */
export function describeTime({ startsOn, endsOn }: Pick<Agreement, 'startsOn' | 'endsOn'>): string {
  return endsOn === null
    ? `Since ${formatDay(startsOn)}`
    : `From ${formatDay(startsOn)}, ended on ${formatDay(endsOn)}`;
}

/** `Kept in 9 of 13 weeks, 71 % overall` */
export function describeKept(
  progress: Pick<AgreementProgressShown, 'keptWeeks' | 'judgedWeeks' | 'whole'>,
  verb: 'Kept' | 'Would have been kept',
): string {
  const { keptWeeks, judgedWeeks, whole } = progress;
  if (whole.withheld !== null) {
    return WITHHELD;
  }
  if (whole.share === null) {
    return 'Nothing is decided yet.';
  }
  const overall = `${formatShare(whole.share)} overall (n ${formatCount(whole.n ?? 0)})`;
  return judgedWeeks === 0
    ? `No week is over yet, ${overall}.`
    : `${verb} in ${formatCount(keptWeeks)} of ${formatCountOf(judgedWeeks, 'week')}, ${overall}.`;
}

/** What is not decided: `3 wait and are in time; 2 ended without it.` Null: nothing, or all of it is withheld. */
export function describeOthers({ whole }: Pick<AgreementProgressShown, 'whole'>): string | null {
  const { undecided, withdrawn, openBreached } = whole;
  if (whole.withheld !== null) {
    return null;
  }
  const parts = [
    openBreached === null || undecided === null
      ? 'How many still wait is withheld: fewer than three people stand behind it'
      : null,
    countedAs(
      openBreached,
      (n) => `still ${n === 1 ? 'waits' : 'wait'} beyond the time, which is a breach`,
    ),
    countedAs(
      undecided,
      (n) => `${n === 1 ? 'waits and is' : 'wait and are'} in time, not decided yet`,
    ),
    countedAs(withdrawn, () => 'ended in time without it'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join('; ')}.`;
}

function countedAs(n: number | null, words: (n: number) => string): string | null {
  return n === null || n === 0 ? null : `${formatCount(n)} ${words(n)}`;
}

type Frame = { zone: string; now: string };

/** The days `[from, to)` that the weeks lie on, on the calendar of the zone. */
export function daysOf(
  weeks: readonly Pick<ProgressWeek, 'start' | 'end'>[],
  { zone, now }: Frame,
): { from: string; to: string } {
  const from = dayOf(Date.parse(weeks[0]?.start ?? now), zone);
  const to = dayOf(Date.parse(weeks.at(-1)?.end ?? now), zone);
  return { from, to: to > from ? to : addDays(from, 1) };
}

/** The share by week with its interval, against the target; a week in which nothing is decided is a gap. */
export function prepareProgress(
  progress: Pick<AgreementProgressShown, 'weeks' | 'whole' | 'keptWeeks' | 'judgedWeeks'>,
  targetShare: number,
  { zone, now }: Frame,
): TrendModel {
  const columns = progress.weeks.map((week) => ({
    key: week.start,
    median: week.share,
    band: week.interval80,
    previous: targetShare,
    isPartial: week.isPartial,
    dots: [],
    readout: {
      title: nameBucket(week, 'week', zone, now),
      facts: factsOf(week, targetShare),
      note: noteOf(week),
    },
  }));
  return {
    columns,
    marks: [],
    yTicks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: formatShare(value) })),
    yMax: 1,
    xTicks: labelBuckets(
      progress.weeks.map(({ start }) => start),
      'week',
      zone,
    ),
    columnName: 'week',
    summary: describeKept(progress, 'Kept'),
    table: {
      columns: ['Week', 'n', 'Kept', 'Breached', 'Not decided', 'Share', '80 % interval', 'Target'],
      rows: progress.weeks.map((week, index) => [
        columns[index]?.readout.title ?? '',
        ...[week.n, week.kept, week.breached, week.undecided].map(orDash),
        week.share === null ? '–' : formatShare(week.share),
        week.interval80 === null ? '–' : week.interval80.map(formatShare).join(' – '),
        formatShare(targetShare),
      ]),
    },
  };
}

const orDash = (count: number | null) => (count === null ? '–' : formatCount(count));

function factsOf(week: ProgressWeek, targetShare: number): Fact[] {
  if (week.withheld !== null) {
    return [];
  }
  const facts: (Fact | null)[] = [
    week.share === null ? null : { label: 'In time', value: formatShare(week.share) },
    week.interval80 === null
      ? null
      : { label: '80 % interval', value: week.interval80.map(formatShare).join(' – ') },
    { label: 'Target', value: formatShare(targetShare) },
    { label: 'Decided (n)', value: orDash(week.n) },
    week.breached === 0 ? null : { label: 'Breached', value: orDash(week.breached) },
    week.openBreached === 0
      ? null
      : { label: 'Of these still waiting', value: orDash(week.openBreached) },
    week.undecided === 0 ? null : { label: 'Not decided yet', value: orDash(week.undecided) },
    week.withdrawn === 0 ? null : { label: 'Ended without it', value: orDash(week.withdrawn) },
  ];
  return facts.filter((fact) => fact !== null);
}

function noteOf(week: ProgressWeek): string | null {
  if (week.withheld !== null) {
    return WITHHELD;
  }
  return week.n === 0 ? 'Nothing that began here is decided.' : null;
}

/** `8 h, 4 h beyond the time`; `3 h 30 min, 30 min left` */
export function describeWait(
  breach: Pick<Breach, 'seconds'>,
  agreement: Pick<AgreementText, 'clock' | 'withinSeconds'>,
): string {
  const over = breach.seconds - agreement.withinSeconds;
  const length = sayLength(breach.seconds, agreement);
  return over > 0
    ? `${length}, ${sayLength(over, agreement)} beyond the time`
    : `${length}, ${sayLength(-over, agreement)} left`;
}

/** Units in which people say how long: hours of the clock, or whole days of all hours. */
export const units = { hours: 3_600, days: 86_400 } as const;
export type Unit = keyof typeof units;

export function unitOf(withinSeconds: number): Unit {
  return withinSeconds % units.days === 0 ? 'days' : 'hours';
}
