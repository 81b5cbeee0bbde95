import type {
  CycleTimeOverview,
  ScatterDot,
  ShownBucket,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { Durations } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { Fact, Readout, TrendColumn, TrendModel } from '../../charts/chart.types.ts';
import { formatDuration, formatWorkDuration } from '../../format/duration.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { labelBuckets, nameBucket } from './bucket-words.prepare.ts';
import { addMarks } from './change-marks.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

export type Say = (seconds: number) => string;

/** Durations of the clock that the answer used: in working time a day is no unit. */
export function sayDuration(overview: Pick<CycleTimeOverview, 'clock'>): Say {
  return overview.clock === 'work' ? formatWorkDuration : formatDuration;
}

/** What the line is drawn from: the overview, or one stage by itself. */
export type TrendAnswer = Pick<
  CycleTimeOverview,
  'zone' | 'now' | 'metric' | 'clock' | 'buckets' | 'summary' | 'annotations'
> & { previous: Pick<CycleTimeOverview['previous'], 'buckets' | 'summary'> };

/**
 * The line over time (B0.3, B0.6, B0.7): a median where there are 5 or more, each single value as a dot below that,
 * and a gap where nothing is known. `dots` are the single values of the period, `other` the same by the other clock; both
 * are absent while they load.
 */
export function prepareTrend(
  overview: TrendAnswer,
  size: BucketSize,
  dots: readonly ScatterDot[] = [],
  other?: Durations,
): TrendModel {
  const say = sayDuration(overview);
  const columns = overview.buckets.map((bucket, index) => {
    const before = overview.previous.buckets[index];
    const column = prepareColumn(overview, size, bucket, before, dots, say);
    return addOtherClock(column, overview, other?.buckets[index]);
  });
  const yTicks = durationTicks(topOf(columns));
  const model: TrendModel = {
    columns,
    marks: [],
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: labelBuckets(
      overview.buckets.map((b) => b.start),
      size,
      overview.zone,
    ),
    columnName: size,
    summary: summarise(overview, say),
    table: {
      columns: [capitalise(size), 'n', 'Median', 'p75', 'p90', 'Period before'],
      rows: columns.map((column, index) => tableRow(column, overview.buckets[index], say)),
    },
  };
  return addMarks(model, overview.annotations, overview);
}

function prepareColumn(
  overview: TrendAnswer,
  size: BucketSize,
  bucket: ShownBucket,
  before: ShownBucket | undefined,
  dots: readonly ScatterDot[],
  say: Say,
): TrendColumn {
  const known = bucket.p50 === null ? dotsOf(bucket, dots) : [];
  // Who sees some of them alone would take these for all.
  const singles = known.length === bucket.n ? known : [];
  const note = noteOf(bucket, singles.length > 0);
  return {
    key: bucket.start,
    median: bucket.p50,
    band: bucket.p75 === null || bucket.p90 === null ? null : [bucket.p75, bucket.p90],
    previous: before?.p50 ?? null,
    isPartial: bucket.isPartial,
    dots: singles,
    readout: { ...readBucket(overview, size, bucket, before, say), note },
  };
}

/** The median by the other clock stands right below the first one: the two are always told together (B13). */
function addOtherClock(
  column: TrendColumn,
  { clock }: Pick<TrendAnswer, 'clock'>,
  other: ShownBucket | undefined,
): TrendColumn {
  if (other === undefined || other.p50 === null || column.median === null) {
    return column;
  }
  const fact = {
    label: clock === 'wall' ? 'Median, working hours' : 'Median, elapsed',
    value: sayDuration({ clock: clock === 'wall' ? 'work' : 'wall' })(other.p50),
  };
  const [n, median, ...rest] = column.readout.facts;
  const facts = [n, median, fact, ...rest].filter((one) => one !== undefined);
  return { ...column, readout: { ...column.readout, facts } };
}

function dotsOf(bucket: ShownBucket, dots: readonly ScatterDot[]): number[] {
  const [from, to] = [Date.parse(bucket.start), Date.parse(bucket.end)];
  return dots
    .filter((dot) => Date.parse(dot.at) >= from && Date.parse(dot.at) < to)
    .map((dot) => dot.seconds);
}

/** The tooltip: n always, the interval, and who was left out. */
function readBucket(
  overview: TrendAnswer,
  size: BucketSize,
  bucket: ShownBucket,
  before: ShownBucket | undefined,
  say: Say,
): Omit<Readout, 'note'> {
  const excluded = Object.values(bucket.excluded).reduce((sum, count) => sum + count, 0);
  const facts: (Fact | null)[] = [
    { label: 'Pull requests', value: countOrDash(bucket.n) },
    factOf('Median (p50)', bucket.p50, say),
    bucket.interval80 === null
      ? null
      : {
          label: '80 % interval',
          value: `${say(bucket.interval80[0])} – ${say(bucket.interval80[1])}`,
        },
    factOf('p75', bucket.p75, say),
    factOf('p90', bucket.p90, say),
    factOf('Median, period before', before?.p50 ?? null, say),
    bucket.censored === 0
      ? null
      : { label: 'Still waiting then', value: countOrDash(bucket.censored) },
    excluded === 0 ? null : { label: 'Left out', value: formatCount(excluded) },
  ];
  return {
    title: nameBucket(bucket, size, overview.zone, overview.now),
    facts: facts.filter((fact) => fact !== null),
  };
}

/** Whether some buckets hold single values and no median: those are drawn as dots (B0.6). */
export function hasTooFew(buckets: readonly Pick<ShownBucket, 'n' | 'p50'>[]): boolean {
  return buckets.some(({ n, p50 }) => p50 === null && n !== null && n > 0);
}

function factOf(label: string, seconds: number | null, say: Say): Fact | null {
  return seconds === null ? null : { label, value: say(seconds) };
}

function noteOf(bucket: ShownBucket, hasDots: boolean): string | null {
  if (bucket.withheld !== null) {
    return WITHHELD;
  }
  if (bucket.n === 0) {
    return 'Nothing finished here.';
  }
  if (bucket.p50 === null) {
    return hasDots
      ? 'Fewer than 5: each is drawn as a dot, without a median.'
      : 'Fewer than 5: too few for a median.';
  }
  return bucket.isKaplanMeier ? 'The median counts those still waiting (Kaplan–Meier).' : null;
}

/** The axis follows the medians and the p75, not one extreme p90, which may leave the chart at most by half. */
function topOf(columns: readonly TrendColumn[]): number {
  const values = columns.flatMap((c) => [c.median, c.previous, c.band?.[1] ?? null, ...c.dots]);
  return Math.max(0, ...values.filter((value) => value !== null));
}

function summarise(overview: TrendAnswer, say: Say): string {
  const { label } = durationTerms[overview.metric];
  const { summary, previous } = overview;
  if (summary.n === null) {
    return `${label}. ${WITHHELD}`;
  }
  if (summary.p50 === null) {
    return `${label}: ${formatCountOf(summary.n, 'pull request')} in this period, too few for a median.`;
  }
  const before = previous.summary.p50;
  const compared = before === null ? '' : `, against ${say(before)} in the period before`;
  return `${label}: half of ${formatCountOf(summary.n, 'pull request')} took at most ${say(summary.p50)}${compared}.`;
}

function tableRow(column: TrendColumn, bucket: ShownBucket | undefined, say: Say): string[] {
  const cell = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? '–' : say(seconds);
  return [
    column.readout.title,
    countOrDash(bucket === undefined ? 0 : bucket.n),
    cell(column.median),
    cell(bucket?.p75),
    cell(bucket?.p90),
    cell(column.previous),
  ];
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
