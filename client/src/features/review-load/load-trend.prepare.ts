import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type {
  LoadBucket,
  ReviewLoadOverview,
} from '@bellwether/shared/review-load/review-load.schema';
import type { Readout, TrendModel } from '../../charts/chart.types.ts';
import { countTicks } from '../../format/count-ticks.ts';
import { formatCount } from '../../format/number.ts';
import { labelBuckets, nameBucket } from '../cycle-time/bucket-words.prepare.ts';
import { oneDecimal, WITHHELD } from './load-words.prepare.ts';

/** Fewer reviews than these say nothing about how they are spread. */
const FEWEST = 5;

/** Effective reviewers over time; a bucket with fewer than five reviewed pull requests is a gap. */
export function prepareLoadTrend(overview: ReviewLoadOverview, size: BucketSize): TrendModel {
  const { buckets, previousBuckets, zone, now } = overview;
  const columns = buckets.map((bucket, index) => {
    const before = previousBuckets[index];
    return {
      key: bucket.start,
      median: effectiveOf(bucket),
      band: null,
      previous: before === undefined ? null : effectiveOf(before),
      isPartial: bucket.isPartial,
      dots: [],
      readout: readBucket(bucket, before, nameBucket(bucket, size, zone, now)),
    };
  });
  const values = columns.flatMap(({ median, previous }) => [median ?? 0, previous ?? 0]);
  const yTicks = countTicks(Math.max(1, ...values));
  const unit = size.charAt(0).toUpperCase() + size.slice(1);
  return {
    columns,
    marks: [],
    yTicks,
    yMax: yTicks.at(-1)?.value ?? 1,
    xTicks: labelBuckets(
      buckets.map(({ start }) => start),
      size,
      zone,
    ),
    columnName: size,
    summary: summarise(overview),
    table: {
      columns: [
        unit,
        'Effective reviewers',
        'Period before',
        'Absence factor',
        'Reviewed',
        'Reviewers',
      ],
      rows: buckets.map((bucket, index) => [
        columns[index]?.readout.title ?? '',
        oneDecimal(effectiveOf(bucket)),
        oneDecimal(columns[index]?.previous ?? null),
        bucket.absenceFactor === null ? '–' : formatCount(bucket.absenceFactor),
        bucket.pullRequests === null ? '–' : formatCount(bucket.pullRequests),
        bucket.active === null ? '–' : formatCount(bucket.active),
      ]),
    },
  };
}

function effectiveOf({ pullRequests, effectiveReviewers }: LoadBucket): number | null {
  return pullRequests === null || pullRequests < FEWEST ? null : effectiveReviewers;
}

function readBucket(bucket: LoadBucket, before: LoadBucket | undefined, title: string): Readout {
  const facts = [
    { label: 'Effective reviewers', value: oneDecimal(effectiveOf(bucket)) },
    {
      label: 'Reviewed',
      value: bucket.pullRequests === null ? '–' : formatCount(bucket.pullRequests),
    },
    { label: 'Reviewers', value: bucket.active === null ? '–' : formatCount(bucket.active) },
    {
      label: 'Period before',
      value: oneDecimal(before === undefined ? null : effectiveOf(before)),
    },
  ];
  return { title, facts, note: noteOf(bucket) };
}

function noteOf({ withheld, pullRequests }: LoadBucket): string | null {
  if (withheld !== null) {
    return WITHHELD;
  }
  return (pullRequests ?? 0) < FEWEST ? 'Fewer than 5 reviewed: too few to say.' : null;
}

function summarise({ summary, previous }: ReviewLoadOverview): string {
  if (summary.withheld !== null) {
    return WITHHELD;
  }
  const before =
    previous.effectiveReviewers === null
      ? ''
      : `, against ${oneDecimal(previous.effectiveReviewers)} in the period before`;
  return summary.effectiveReviewers === null
    ? 'Nothing was reviewed in this period.'
    : `Reviews were spread as over ${oneDecimal(summary.effectiveReviewers)} people${before}.`;
}
