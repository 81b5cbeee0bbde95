import type {
  ReviewCoverage,
  ReviewCoverageItem,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { ReviewGrade } from '@bellwether/shared/pull-requests/pull-request-facts';
import type { StackModel } from '../../charts/chart.types.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';
import { labelBuckets, nameBucket } from './bucket-words.prepare.ts';
import { countOrDash, WITHHELD } from './withheld-words.prepare.ts';

/** From what needs a look to what needs none. */
export const grades = [
  { key: 'unreviewed', label: 'Unreviewed', color: 'var(--bw-grade-unreviewed)' },
  { key: 'emergency', label: 'Emergency', color: 'var(--bw-grade-emergency)' },
  { key: 'approved-silent', label: 'Approved in silence', color: 'var(--bw-grade-silent)' },
  { key: 'discussed', label: 'Discussed', color: 'var(--bw-grade-discussed)' },
  { key: 'bot-auto', label: 'Bot, by policy', color: 'var(--bw-grade-bot)' },
] as const satisfies readonly { key: ReviewGrade; label: string; color: string }[];

export type GradeRow = {
  key: ReviewGrade;
  label: string;
  color: string;
  now: string;
  before: string;
};

type Counts = Record<ReviewGrade, number>;
type Frame = { zone: string; now: string; size: BucketSize };

/** The share of each grade among the merged, bucket by bucket (B11); one without merges, or withheld, is a gap. */
export function prepareCoverage(coverage: ReviewCoverage, frame: Frame): StackModel {
  const columns = coverage.buckets.map((bucket, index) => {
    const { byGrade } = bucket;
    const merged = byGrade === null ? 0 : totalOf(byGrade);
    const isPartial = index === coverage.buckets.length - 1 && bucket.start <= frame.now;
    return {
      key: bucket.start,
      isPartial: false,
      values:
        byGrade === null || merged === 0 ? null : grades.map(({ key }) => byGrade[key] / merged),
      readout: {
        title: nameBucket({ start: bucket.start, isPartial }, frame.size, frame.zone, frame.now),
        facts: byGrade === null || merged === 0 ? [] : factsOf(byGrade, merged),
        note: noteOf(byGrade, merged),
      },
    };
  });
  return {
    series: grades,
    columns,
    yMax: 1,
    yTicks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: formatShare(value) })),
    xTicks: labelBuckets(
      coverage.buckets.map((b) => b.start),
      frame.size,
      frame.zone,
    ),
    columnName: frame.size,
    summary: summarise(coverage),
    table: {
      columns: [
        frame.size.charAt(0).toUpperCase() + frame.size.slice(1),
        ...grades.map((g) => g.label),
      ],
      rows: columns.map((column, index) => [
        column.readout.title,
        ...grades.map(({ key }) => countOrDash(coverage.buckets[index]?.byGrade?.[key] ?? null)),
      ]),
    },
  };
}

/** The whole period by grade: "8 of 120", and the share in the period before. */
export function prepareGradeRows(coverage: ReviewCoverage): GradeRow[] {
  const { byGrade, previousByGrade, merged } = coverage;
  const before = previousByGrade === null ? 0 : totalOf(previousByGrade);
  return grades.map((grade) => ({
    ...grade,
    now:
      byGrade === null || merged === null
        ? '–'
        : `${formatCount(byGrade[grade.key])} of ${formatCount(merged)}`,
    before:
      previousByGrade === null || before === 0
        ? '–'
        : formatShare(previousByGrade[grade.key] / before),
  }));
}

/** Share of the merged that nobody reviewed, 0..1; null: nothing was merged. */
export function unreviewedShare(byGrade: Counts): number | null {
  const merged = totalOf(byGrade);
  return merged === 0 ? null : byGrade.unreviewed / merged;
}

/**
 * What the list below the grades holds: "6 pull requests: 4 that nobody but the author reviewed, 2 by emergency". An
 * emergency is graded by its label, reviewed or not (C16), so it is counted apart, as in the headline.
 */
export function describeUnreviewed(items: readonly ReviewCoverageItem[]): string {
  const all = items.length;
  const emergencies = items.filter((item) => item.reviewGrade === 'emergency').length;
  const unreviewed = `${formatCount(all - emergencies)} that nobody but the author reviewed`;
  const parts = [
    all > emergencies ? unreviewed : null,
    emergencies > 0 ? `${formatCount(emergencies)} by emergency` : null,
  ].filter((part) => part !== null);
  return all === 0
    ? 'No pull request'
    : `${formatCountOf(all, 'pull request')}: ${parts.join(', ')}`;
}

function factsOf(counts: Counts, merged: number) {
  const present = grades.filter((grade) => counts[grade.key] > 0);
  return present.map((grade) => ({
    label: grade.label,
    value: `${formatCount(counts[grade.key])} of ${formatCount(merged)}`,
  }));
}

function summarise(coverage: ReviewCoverage): string {
  if (coverage.byGrade === null || coverage.merged === null) {
    return WITHHELD;
  }
  const { unreviewed, emergency } = coverage.byGrade;
  const merged = formatCountOf(coverage.merged, 'merged pull request');
  return `Of ${merged}, ${formatCount(unreviewed)} had no review and ${formatCount(emergency)} went in as an emergency.`;
}

function noteOf(byGrade: Counts | null, merged: number): string | null {
  if (byGrade === null) {
    return WITHHELD;
  }
  return merged === 0 ? 'Nothing was merged here.' : null;
}

function totalOf(counts: Counts): number {
  return grades.reduce((sum, grade) => sum + counts[grade.key], 0);
}
