import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { DeliveryBucket, DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import type { Fact, StackModel, TrendColumn, TrendModel } from '../../charts/chart.types.ts';
import { countTicks } from '../../format/count-ticks.ts';
import { formatDuration } from '../../format/duration.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';
import { labelBuckets, nameBucket } from '../cycle-time/bucket-words.prepare.ts';

const BEFORE_DATA = 'No deployment is known before this.';

const capitalise = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const orDash = (value: number | null, say: (value: number) => string) =>
  value === null ? '–' : say(value);

function ofBuckets(overview: DeliveryOverview, size: BucketSize) {
  const { buckets, zone, now } = overview;
  return {
    columnName: size,
    xTicks: labelBuckets(
      buckets.map(({ start }) => start),
      size,
      zone,
    ),
    names: buckets.map((bucket) => nameBucket(bucket, size, zone, now)),
  };
}

/** Deployments per bucket: what was shipped below, what mended something above it. */
export function prepareFrequency(overview: DeliveryOverview, size: BucketSize): StackModel {
  const { buckets, previous, summary } = overview;
  const { names, ...axes } = ofBuckets(overview, size);
  const columns = buckets.map((bucket, index) => {
    const { remedies, deployments } = bucket.changeFailure;
    return {
      key: bucket.start,
      isPartial: bucket.isPartial,
      values: bucket.isBeforeData ? null : [deployments, remedies],
      readout: {
        title: names[index] ?? '',
        facts: [
          { label: 'Deployments', value: formatCount(bucket.deployments) },
          { label: 'Of those remedies', value: formatCount(remedies) },
          { label: 'Days with one', value: formatCount(bucket.daysWithDeployment) },
          ...before(previous.buckets[index], (one) =>
            one.isBeforeData ? null : formatCount(one.deployments),
          ),
        ],
        note: bucket.isBeforeData ? BEFORE_DATA : null,
      },
    };
  });
  const yTicks = countTicks(Math.max(0, ...buckets.map((bucket) => bucket.deployments)));
  const past = previous.summary.deployments;
  return {
    ...axes,
    ...{ columns, yTicks, yMax: yTicks.at(-1)?.value ?? 1 },
    series: [
      { key: 'changes', label: 'Changes', color: 'var(--bw-accent)' },
      { key: 'remedies', label: 'Remedies', color: 'var(--bw-pickup)' },
    ],
    summary: `${formatCountOf(summary.deployments, 'deployment')} to production in this period, ${formatCount(summary.changeFailure.remedies)} of them remedies; ${formatCount(past)} in the period before.`,
    table: {
      columns: [capitalise(size), 'Deployments', 'Changes', 'Remedies', 'Days with one', 'Before'],
      rows: buckets.map((bucket, index) => [
        names[index] ?? '',
        ...[bucket.deployments, bucket.changeFailure.deployments, bucket.changeFailure.remedies]
          .concat(bucket.daysWithDeployment)
          .map((value) => (bucket.isBeforeData ? '–' : formatCount(value))),
        orDash(previous.buckets[index]?.deployments ?? null, formatCount),
      ]),
    },
  };
}

function before(
  bucket: DeliveryBucket | undefined,
  say: (bucket: DeliveryBucket) => string | null,
): Fact[] {
  const value = bucket === undefined ? null : say(bucket);
  return value === null ? [] : [{ label: 'Period before', value }];
}

/** A share of the deployments: confirmed failures, suspected ones (drawn apart from those), or remedies. */
export type ShareKind = 'failed' | 'suspected' | 'rework';

type ShareTerms = {
  label: string;
  color: string;
  ratio: (bucket: Pick<DeliveryBucket, 'changeFailure' | 'rework'>) => number | null;
  count: (bucket: Pick<DeliveryBucket, 'changeFailure'>) => number;
  of: (bucket: Pick<DeliveryBucket, 'changeFailure'>) => number;
};

const changesOf: ShareTerms['of'] = ({ changeFailure }) => changeFailure.deployments;

const shares: Record<ShareKind, ShareTerms> = {
  failed: {
    ...{ label: 'Failed, confirmed', color: 'var(--bw-bad)', of: changesOf },
    ratio: ({ changeFailure }) => changeFailure.ratio,
    count: ({ changeFailure }) => changeFailure.failed,
  },
  suspected: {
    ...{ label: 'Suspected', color: 'var(--bw-previous)', of: changesOf },
    ratio: ({ changeFailure }) => changeFailure.suspectedRatio,
    count: ({ changeFailure }) => changeFailure.suspected,
  },
  rework: {
    ...{ label: 'Remedies', color: 'var(--bw-pickup)' },
    ratio: ({ rework }) => rework,
    count: ({ changeFailure }) => changeFailure.remedies,
    of: ({ changeFailure }) => changeFailure.deployments + changeFailure.remedies,
  },
};

/** One share per bucket; nothing deployed is a gap, and not zero. `scaleWith`: others drawn beside it on the same scale. */
export function prepareShare(
  overview: DeliveryOverview,
  size: BucketSize,
  kind: ShareKind,
  scaleWith: readonly ShareKind[] = [],
): StackModel {
  const { label, color, ratio, count, of } = shares[kind];
  const { buckets, previous, summary } = overview;
  const { names, ...axes } = ofBuckets(overview, size);
  const columns = buckets.map((bucket, index) => {
    const value = ratio(bucket);
    return {
      ...{ key: bucket.start, isPartial: bucket.isPartial },
      values: value === null ? null : [value],
      readout: {
        title: names[index] ?? '',
        facts: [
          { label, value: `${formatCount(count(bucket))} of ${formatCount(of(bucket))}` },
          ...(value === null ? [] : [{ label: 'Share', value: formatShare(value) }]),
          ...before(previous.buckets[index], (one) => {
            const past = ratio(one);
            return past === null ? null : formatShare(past);
          }),
        ],
        note: value === null ? 'Nothing was deployed here.' : null,
      },
    };
  });
  const all = [kind, ...scaleWith].flatMap((one) => buckets.map((b) => shares[one].ratio(b) ?? 0));
  const top = Math.max(0.05, ...all);
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].find((size) => top / size <= 4) ?? 0.5;
  const yTicks = Array.from({ length: Math.ceil(top / step - 1e-9) + 1 }, (_, index) => ({
    value: index * step,
    label: `${Math.round(index * step * 100)}\u202f%`,
  }));
  const past = ratio(previous.summary);
  return {
    ...axes,
    ...{ columns, yTicks, yMax: yTicks.at(-1)?.value ?? 1 },
    series: [{ key: kind, label, color }],
    summary: `${label}: ${formatCount(count(summary))} of ${formatCountOf(of(summary), 'deployment')}${past === null ? '' : `, against ${formatShare(past)} in the period before`}.`,
    table: {
      columns: [capitalise(size), label, 'Of deployments', 'Share', 'Period before'],
      rows: buckets.map((bucket, index) => [
        names[index] ?? '',
        formatCount(count(bucket)),
        formatCount(of(bucket)),
        orDash(ratio(bucket), formatShare),
        orDash(ratio(previous.buckets[index] ?? nothing), formatShare),
      ]),
    },
  };
}

const nothing: Parameters<ShareTerms['ratio']>[0] = {
  changeFailure: {
    ...{ deployments: 0, failed: 0, suspected: 0, failedRemedies: 0, remedies: 0 },
    ...{ ratio: null, suspectedRatio: null },
  },
  rework: null,
};

/** Median recovery time, each one as a dot where fewer than five. */
export function prepareRecovery(overview: DeliveryOverview, size: BucketSize): TrendModel {
  const { buckets, previous, summary } = overview;
  const { names, ...axes } = ofBuckets(overview, size);
  const columns = buckets.map(({ recovery, start, isPartial }, index): TrendColumn => {
    const past = previous.buckets[index]?.recovery.p50 ?? null;
    return {
      ...{ key: start, isPartial, median: recovery.p50, previous: past, dots: recovery.each },
      band: recovery.p75 === null || recovery.p90 === null ? null : [recovery.p75, recovery.p90],
      readout: {
        title: names[index] ?? '',
        facts: [
          { label: 'Mended', value: formatCount(recovery.n) },
          ...told('Median (p50)', recovery.p50),
          ...told('p90', recovery.p90),
          ...recovery.each.map((seconds) => ({ label: 'One', value: formatDuration(seconds) })),
          ...told('Median, period before', past),
          ...(recovery.censored === 0
            ? []
            : [{ label: 'Not mended by then', value: formatCount(recovery.censored) }]),
        ],
        note: noteOf(recovery.n),
      },
    };
  });
  const values = columns.flatMap((one) => [one.median, one.previous, one.band?.[1], ...one.dots]);
  const yTicks = durationTicks(Math.max(0, ...values.filter((value) => typeof value === 'number')));
  return {
    ...axes,
    ...{ columns, marks: [], yTicks, yMax: yTicks.at(-1)?.value ?? 1 },
    summary: summariseRecovery(summary.recovery, previous.summary.recovery.p50),
    table: {
      columns: [capitalise(size), 'n', 'Median', 'p90', 'Each', 'Not mended', 'Period before'],
      rows: buckets.map(({ recovery }, index) => [
        names[index] ?? '',
        formatCount(recovery.n),
        orDash(recovery.p50, formatDuration),
        orDash(recovery.p90, formatDuration),
        recovery.each.map(formatDuration).join(', '),
        formatCount(recovery.censored),
        orDash(previous.buckets[index]?.recovery.p50 ?? null, formatDuration),
      ]),
    },
  };
}

function told(label: string, seconds: number | null): Fact[] {
  return seconds === null ? [] : [{ label, value: formatDuration(seconds) }];
}

function noteOf(n: number): string | null {
  if (n === 0) {
    return 'Nothing was mended here.';
  }
  return n < 5 ? 'Fewer than 5: each is drawn as a dot, without a median.' : null;
}

function summariseRecovery(
  { n, p50, censored }: DeliveryOverview['summary']['recovery'],
  past: number | null,
): string {
  const open = censored === 0 ? '' : ` ${formatCount(censored)} not mended as far as is known.`;
  if (p50 === null) {
    return `Recovery time: ${formatCountOf(n, 'failed deployment')} mended in this period, too few for a median.${open}`;
  }
  const compared = past === null ? '' : `, against ${formatDuration(past)} in the period before`;
  return `Recovery time: half of ${formatCountOf(n, 'failed deployment')} took at most ${formatDuration(p50)}${compared}.${open}`;
}
