import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { ShownTurns, Turnaround } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import type { Fact, TableTwin, TrendModel } from '../../charts/chart.types.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { formatCountOf } from '../../format/number.ts';
import { labelBuckets, nameBucket } from './bucket-words.prepare.ts';
import { clockWords } from './clock-words.prepare.ts';
import { type Say, sayDuration } from './trend.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

/** How long requests waited for their answer, by the bucket of the answer (B5). */
export function prepareTurnaround(answer: Turnaround, size: BucketSize): TrendModel {
  const say = sayDuration(answer);
  const columns = answer.buckets.map((bucket) => ({
    key: bucket.start,
    median: bucket.p50,
    band: bucket.p75 === null || bucket.p90 === null ? null : ([bucket.p75, bucket.p90] as const),
    previous: null,
    isPartial: bucket.isPartial,
    dots: [],
    readout: {
      title: nameBucket(bucket, size, answer.zone, answer.now),
      facts: factsOf(bucket, say),
      note: noteOf(bucket),
    },
  }));
  const tops = columns.flatMap(({ median, band }) => [median ?? 0, band?.[1] ?? 0]);
  const yTicks = durationTicks(Math.max(0, ...tops));
  return {
    columns,
    marks: [],
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: labelBuckets(
      answer.buckets.map(({ start }) => start),
      size,
      answer.zone,
    ),
    columnName: size,
    summary: summarise(answer, say),
    table: {
      columns: ['When', 'Answered', 'Median', 'p75', 'p90', 'Waiting then', 'Taken back or ended'],
      rows: columns.map(({ readout }, index) => [
        readout.title,
        ...figureCells(answer.buckets[index], say),
      ]),
    },
  };
}

/** One row per reviewer, by name. */
export function prepareReviewers(answer: Turnaround): TableTwin {
  const say = sayDuration(answer);
  return {
    columns: ['Reviewer', 'Answered', 'Median', 'p75', 'p90', 'Waiting', 'Taken back or ended'],
    rows: (answer.reviewers ?? []).map(({ name, isTeam, figures }) => [
      isTeam ? `${name} (team)` : name,
      ...figureCells(figures, say),
    ]),
  };
}

function figureCells(figures: ShownTurns | undefined, say: Say): string[] {
  const cell = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? '–' : say(seconds);
  return [
    countOrDash(figures?.n ?? null),
    ...[cell(figures?.p50), cell(figures?.p75), cell(figures?.p90)],
    countOrDash(figures?.waiting ?? null),
    countOrDash(figures?.lost ?? null),
  ];
}

function factsOf(figures: ShownTurns, say: Say): Fact[] {
  const { p50, p75, p90, interval80 } = figures;
  const facts: (Fact | null)[] = [
    { label: 'Answered', value: countOrDash(figures.n) },
    p50 === null ? null : { label: 'Median', value: say(p50) },
    interval80 === null
      ? null
      : { label: '80 % interval', value: `${say(interval80[0])} – ${say(interval80[1])}` },
    p75 === null ? null : { label: 'p75', value: say(p75) },
    p90 === null ? null : { label: 'p90', value: say(p90) },
    { label: 'Waiting then', value: countOrDash(figures.waiting) },
    { label: 'Taken back or ended', value: countOrDash(figures.lost) },
  ];
  return facts.filter((fact) => fact !== null);
}

function noteOf(figures: ShownTurns): string | null {
  if (figures.withheld !== null) {
    return WITHHELD;
  }
  if (figures.n === 0) {
    return 'No request was answered here.';
  }
  if (figures.p50 === null) {
    return 'Fewer than 5: too few for a median.';
  }
  return figures.isKaplanMeier
    ? 'The median counts those without an answer too (Kaplan–Meier).'
    : null;
}

function summarise({ summary, previous, clock }: Turnaround, say: Say): string {
  if (summary.n === null) {
    return WITHHELD;
  }
  const answered = `${formatCountOf(summary.n, 'request')} for a review answered`;
  if (summary.p50 === null) {
    return `${answered}: too few for a median.`;
  }
  const before = previous.p50 === null ? '' : `, against ${say(previous.p50)} in the period before`;
  return `${answered}, half of them within ${say(summary.p50)} (${clockWords[clock]})${before}; ${countOrDash(summary.waiting)} wait, ${countOrDash(summary.lost)} were taken back or ended first.`;
}
