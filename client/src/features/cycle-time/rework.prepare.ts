import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type {
  Rework,
  ShownFigures,
  ShownRework,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import type { StackModel } from '../../charts/chart.types.ts';
import { countTicks } from '../../format/count-ticks.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';
import { labelBuckets, nameBucket } from './bucket-words.prepare.ts';
import { clockWords } from './clock-words.prepare.ts';
import { sayDuration } from './trend.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

export const cycleSeries = [
  { key: '0', label: 'At once', color: 'var(--bw-grade-silent)' },
  { key: '1', label: 'One cycle', color: 'var(--bw-grade-discussed)' },
  { key: '2', label: 'Two', color: 'var(--bw-pickup)' },
  { key: '3', label: 'Three or more', color: 'var(--bw-grade-unreviewed)' },
] as const;

/** Merged and reviewed pull requests by how often they were sent back, in the bucket of the merge (B6). */
export function prepareCycles(answer: Rework, size: BucketSize): StackModel {
  const columns = answer.buckets.map((bucket) => ({
    key: bucket.start,
    values: bucket.cycles,
    isPartial: bucket.isPartial,
    readout: {
      title: nameBucket(bucket, size, answer.zone, answer.now),
      facts: [
        { label: 'Merged', value: countOrDash(bucket.n) },
        ...(bucket.cycles ?? []).map((count, index) => ({
          label: cycleSeries[index]?.label ?? '',
          value: formatCount(count),
        })),
      ],
      note: bucket.cycles === null ? WITHHELD : null,
    },
  }));
  const tops = columns.map(({ values }) => (values ?? []).reduce((sum, count) => sum + count, 0));
  const yTicks = countTicks(Math.max(1, ...tops), 4);
  return {
    series: cycleSeries,
    columns,
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: labelBuckets(
      answer.buckets.map(({ start }) => start),
      size,
      answer.zone,
    ),
    columnName: size,
    summary: summarise(answer.summary),
    table: {
      columns: ['When', 'Merged', ...cycleSeries.map(({ label }) => label)],
      rows: columns.map(({ readout, values }, index) => [
        readout.title,
        countOrDash(answer.buckets[index]?.n ?? null),
        ...cycleSeries.map((_, place) => countOrDash(values?.[place] ?? null)),
      ]),
    },
  };
}

function summarise(figures: ShownRework): string {
  if (figures === null) {
    return WITHHELD;
  }
  const reviewed = figures.n - figures.unreviewed;
  const [atOnce, ...later] = figures.cycles;
  const back = later.reduce((sum, count) => sum + count, 0);
  return `${formatCountOf(reviewed, 'reviewed pull request')} merged: ${formatCount(atOnce)} at once, ${formatCount(back)} sent back at least once.`;
}

export type ReworkLine = { key: string; label: string; now: string; before: string; hint: string };

/** The whole period in lines, beside the period before. */
export function prepareReworkLines(answer: Rework): ReworkLine[] {
  const { summary: now, previous: before } = answer;
  const say = sayDuration(answer);
  const both = (of: (figures: NonNullable<ShownRework>) => string) => ({
    now: now === null ? '–' : of(now),
    before: before === null ? '–' : of(before),
  });
  const median = (figures: ShownFigures, by = say) =>
    figures.p50 === null ? '–' : by(figures.p50);
  const elapsed = sayDuration({ clock: 'wall' });
  return [
    {
      ...{ key: 'share', label: 'With rework', hint: 'of those approved in the end (B6)' },
      ...both(({ approved, reworked }) =>
        approved === 0 ? '–' : `${formatShare(reworked / approved)} of ${formatCount(approved)}`,
      ),
    },
    {
      key: 'rework',
      label: 'Median rework',
      hint: `first blocking review to final approval, where there was some, ${clockWords[answer.clock]}`,
      ...both(({ rework }) => median(rework)),
    },
    {
      ...{ key: 'long', label: 'Three cycles with one reviewer', hint: 'or more (B6)' },
      ...both(({ longWithOne }) => formatCount(longWithOne)),
    },
    {
      ...{ key: 'first', label: 'Median to first approval', hint: 'from readiness, elapsed (B7)' },
      ...both(({ firstApproval }) => median(firstApproval, elapsed)),
    },
    {
      ...{ key: 'final', label: 'Median to final approval', hint: 'from readiness, elapsed (B7)' },
      ...both(({ finalApproval }) => median(finalApproval, elapsed)),
    },
    {
      ...{ key: 'twice', label: 'Approved more than once', hint: 'final after first' },
      ...both(({ approvedTwice }) => formatCount(approvedTwice)),
    },
  ];
}
