import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { durationNames, instantWords } from '@bellwether/shared/incidents/entered-instants.rules';
import {
  durationEnds,
  type IncidentDuration,
} from '@bellwether/shared/incidents/incident-durations.metric';
import type {
  IncidentTrends,
  ShownDurationTrend,
} from '@bellwether/shared/incidents/incident-trends.schema';
import type { Fact, TrendColumn, TrendModel } from '../../charts/chart.types.ts';
import { formatDuration } from '../../format/duration.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { labelBuckets, nameBucket } from '../cycle-time/bucket-words.prepare.ts';
import { addMarks } from '../cycle-time/change-marks.prepare.ts';
import { nameSeverity } from './incident-rate.prepare.ts';

type Summary = ShownDurationTrend['whole'];

/** `From "Impact began" to "Resolved".` */
export function describeEnds(duration: IncidentDuration): string {
  const { from, to } = durationEnds[duration];
  return `From “${instantWords[from]}” to “${instantWords[to]}”. Each counts where it ended.`;
}

/** One duration over time: the median as a line and p90 above it where five or more ended, each as a dot below that (B0.6, B16). */
export function prepareDurations(
  trends: IncidentTrends,
  trend: ShownDurationTrend,
  size: BucketSize,
  annotations: readonly Annotation[],
): TrendModel {
  const columns = trends.buckets.map((bucket, index): TrendColumn => {
    const own = trend.buckets[index] ?? emptySummary;
    return {
      key: bucket.start,
      median: own.p50,
      band: own.p50 === null || own.p90 === null ? null : [own.p50, own.p90],
      previous: null,
      isPartial: bucket.isPartial,
      dots: own.each,
      readout: {
        title: nameBucket(bucket, size, trends.zone, trends.now),
        facts: factsOf(own),
        note: noteOf(own),
      },
    };
  });
  const values = columns.flatMap((column) => [
    column.median,
    column.band?.[1] ?? null,
    ...column.dots,
  ]);
  const yTicks = durationTicks(Math.max(0, ...values.filter((value) => value !== null)));
  const model: TrendModel = {
    columns,
    marks: [],
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: labelBuckets(
      trends.buckets.map(({ start }) => start),
      size,
      trends.zone,
    ),
    columnName: size,
    summary: `${durationNames[trend.duration]}: ${describeSummary(trend.whole)}.`,
    table: {
      columns: [size.charAt(0).toUpperCase() + size.slice(1), 'n', 'Median', 'p90', 'Each'],
      rows: columns.map((column, index) => {
        const own = trend.buckets[index] ?? emptySummary;
        return [
          column.readout.title,
          formatCount(own.n),
          own.p50 === null ? '–' : formatDuration(own.p50),
          own.p90 === null ? '–' : formatDuration(own.p90),
          own.each.map(formatDuration).join(', ') || '–',
        ];
      }),
    },
  };
  return addMarks(model, annotations, trends);
}

const emptySummary: Summary = { n: 0, p50: null, p90: null, interval80: null, each: [] };

function factsOf(own: Summary): Fact[] {
  const facts: (Fact | null)[] = [
    { label: 'Incidents', value: formatCount(own.n) },
    own.p50 === null ? null : { label: 'Median (p50)', value: formatDuration(own.p50) },
    own.interval80 === null
      ? null
      : { label: '80 % interval', value: own.interval80.map(formatDuration).join(' – ') },
    own.p90 === null ? null : { label: 'p90', value: formatDuration(own.p90) },
    own.each.length === 0
      ? null
      : { label: 'Each', value: own.each.map(formatDuration).join(', ') },
  ];
  return facts.filter((fact) => fact !== null);
}

function noteOf(own: Summary): string | null {
  if (own.n === 0) {
    return 'Nothing ended here of which this is known.';
  }
  return own.p50 === null ? 'Fewer than 5: each is drawn as a dot.' : null;
}

/** `half of 12 took at most 2 h, nine in ten 6 h`; the single ones where they are few. */
export function describeSummary(summary: Summary): string {
  if (summary.n === 0) {
    return 'not known of any';
  }
  if (summary.p50 === null || summary.p90 === null) {
    return `${formatCountOf(summary.n, 'incident')}: ${summary.each.map(formatDuration).join(', ')}`;
  }
  return `half of ${formatCount(summary.n)} took at most ${formatDuration(summary.p50)}, nine in ten ${formatDuration(summary.p90)}`;
}

/** `p90 6 h, n 12`; `too few for a median: 2 h, 5 h`, from the shortest (B16); `not known of any`. */
export function describeKnown({ n, p90, each }: Pick<Summary, 'n' | 'p90' | 'each'>): string {
  if (n === 0) {
    return 'not known of any';
  }
  return p90 === null
    ? `too few for a median: ${each.map(formatDuration).join(', ')}`
    : `p90 ${formatDuration(p90)}, n ${formatCount(n)}`;
}

/** `4 h, p90 9 h (n 12)`; the single ones where they are few; `not known`. */
export function describeInShort({ p50, p90, n, each }: Summary): string {
  if (p50 === null || p90 === null) {
    return each.map(formatDuration).join(', ') || 'not known';
  }
  return `${formatDuration(p50)}, p90 ${formatDuration(p90)} (n ${formatCount(n)})`;
}

/** What is missing, plainly; null: nothing is. */
export function describeMissing({ duration, coverage }: ShownDurationTrend): string | null {
  const { of, missing } = coverage;
  if (missing === 0) {
    return null;
  }
  const verb = durationEnds[duration].to === 'resolvedAt' ? 'resolved in' : 'that began in';
  const name = durationNames[duration].toLowerCase();
  return `${formatCount(missing)} of ${formatCountOf(of, 'incident')} ${verb} this period ${missing === 1 ? 'has' : 'have'} no ${name}.`;
}

/** One line for each severity: n, median and p90, or the single ones. */
export function prepareSeverityRows({ bySeverity }: ShownDurationTrend) {
  return bySeverity.map(({ severity, ...summary }) => ({
    ...{ key: severity, name: nameSeverity(severity), n: formatCount(summary.n) },
    median: summary.p50 === null ? null : formatDuration(summary.p50),
    p90: summary.p90 === null ? null : formatDuration(summary.p90),
    each: summary.each.map(formatDuration).join(', '),
  }));
}
