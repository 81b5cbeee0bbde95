import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import {
  exposureOf,
  fewestForTrend,
  incidentRate,
  rateTrend,
  rateUnits,
  severityWeights,
  weigh,
} from '@bellwether/shared/incidents/incident-rate.metric';
import { severities } from '@bellwether/shared/incidents/incident-rule';
import type {
  IncidentBucket,
  IncidentTrends,
} from '@bellwether/shared/incidents/incident-trends.schema';
import { type RatePer, severityKeys } from '@bellwether/shared/incidents/incidents.terms';
import type { Fact, RateColumn, RateModel, StackSeries } from '../../charts/chart.types.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { formatRateValue, rateTicks } from '../../format/rate.ts';
import { labelBuckets, nameBucket } from '../cycle-time/bucket-words.prepare.ts';
import { addMarks } from '../cycle-time/change-marks.prepare.ts';

export type RateChoice = { per: RatePer; by: 'severity' | 'service'; isWeighted: boolean };

export const perWords: Readonly<Record<RatePer, string>> = {
  week: 'per week',
  deployments: 'per 100 deployments',
  'pull-requests': 'per 1\u202f000 merged pull requests',
};

const denominatorWords: Readonly<Record<RatePer, string>> = {
  week: 'Weeks',
  deployments: 'Deployments',
  'pull-requests': 'Merged pull requests',
};

/** What a rate stands on. */
export function basisOf(trends: Pick<IncidentTrends, 'basis'> | undefined, per: RatePer) {
  const bases = {
    week: 'incidents',
    deployments: 'deployments',
    'pull-requests': 'pullRequests',
  } as const;
  return trends?.basis[bases[per]];
}

/** `SEV1`, `Not known` */
export function nameSeverity(key: (typeof severityKeys)[number]): string {
  return key === 'unknown' ? 'Severity not known' : key.toUpperCase();
}

/** `SEV1 weighs 16, SEV2 8 …` */
export function describeWeights(): string {
  const words = severities.map((name, index) =>
    index === 0
      ? `${name.toUpperCase()} weighs ${severityWeights[name]}`
      : `${name.toUpperCase()} ${severityWeights[name]}`,
  );
  return `${words.join(', ')}; without a known severity nothing.`;
}

const serviceColors = [
  'var(--bw-accent)',
  'var(--bw-pickup)',
  'var(--bw-merge-wait)',
  'var(--bw-grade-emergency)',
];
const OTHERS = 'Other services';
const UNKNOWN_SERVICE = 'Service not known';

type Series = StackSeries & { countIn: (bucket: IncidentBucket, isWeighted: boolean) => number };

/** The parts from the bottom up: the worst severity first; or the services with most incidents, then the others. */
function seriesOf(trends: IncidentTrends, by: RateChoice['by']): Series[] {
  const all = by === 'severity' ? severitySeries() : serviceSeries(trends);
  return all.filter((series) => trends.buckets.some((bucket) => series.countIn(bucket, false) > 0));
}

function severitySeries(): Series[] {
  return severityKeys.map((key) => ({
    ...{
      key,
      label: nameSeverity(key),
      color: `var(--bw-sev${key === 'unknown' ? '-unknown' : key.slice(3)})`,
    },
    countIn: ({ bySeverity }, isWeighted) => bySeverity[key] * (isWeighted ? weightOf(key) : 1),
  }));
}

function weightOf(key: (typeof severityKeys)[number]): number {
  return key === 'unknown' ? 0 : severityWeights[key];
}

function serviceSeries({ whole }: IncidentTrends): Series[] {
  const named = whole.byService.flatMap(({ service }) => (service === null ? [] : [service]));
  const shown = named.slice(0, serviceColors.length);
  const count = (bucket: IncidentBucket, isMeant: (service: string | null) => boolean) =>
    bucket.byService.reduce((sum, one) => sum + (isMeant(one.service) ? one.incidents : 0), 0);
  return [
    ...shown.map((service, index) => ({
      ...{ key: `service ${service}`, label: service, color: serviceColors[index] ?? '' },
      countIn: (bucket: IncidentBucket) => count(bucket, (one) => one === service),
    })),
    {
      ...{ key: 'others', label: OTHERS, color: 'var(--bw-coding)' },
      countIn: (bucket) => count(bucket, (one) => one !== null && !shown.includes(one)),
    },
    {
      ...{ key: 'unknown', label: UNKNOWN_SERVICE, color: 'var(--bw-parked)' },
      countIn: (bucket) => count(bucket, (one) => one === null),
    },
  ];
}

/** How often things break, by bucket (B16): a bucket without its denominator is a gap, never 0. */
export function prepareRate(
  trends: IncidentTrends,
  choice: RateChoice,
  size: BucketSize,
  annotations: readonly Annotation[],
): RateModel {
  const series = seriesOf(trends, choice.by);
  const trend = trendOf(trends, choice);
  const columns = trends.buckets.map((bucket, index) =>
    prepareColumn(trends, bucket, trend[index] ?? null, { choice, size, series }),
  );
  const tops = columns.map((c) => (c.values ?? []).reduce((sum, value) => sum + value, 0));
  const yTicks = rateTicks(Math.max(0, ...tops, ...columns.map((column) => column.trend ?? 0)));
  const model: RateModel = {
    series,
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
    summary: summarise(trends, choice),
    table: {
      columns: [
        size.charAt(0).toUpperCase() + size.slice(1),
        ...series.map(({ label }) => label),
        choice.isWeighted ? 'Weight' : 'Incidents',
        denominatorWords[choice.per],
        `Rate ${perWords[choice.per]}`,
        '80 % interval',
        'Counted apart',
      ],
      rows: trends.buckets.map((bucket, index) => [
        columns[index]?.readout.title ?? '',
        ...series.map(({ countIn }) => formatCount(countIn(bucket, false))),
        ...rateCells(bucket, choice),
        formatCount(countApart(bucket)),
      ]),
    },
  };
  return addMarks(model, annotations, trends);
}

function trendOf(trends: IncidentTrends, { per, isWeighted }: RateChoice): (number | null)[] {
  return rateTrend(
    trends.buckets.map((bucket) => ({
      amount: isWeighted ? weigh(bucket.bySeverity) : bucket.incidents,
      denominator: exposureOf(bucket.exposure, per),
      isComplete: !bucket.isPartial && bucket.exposure.weeks > 0,
    })),
    per,
  );
}

type ColumnWith = {
  choice: RateChoice;
  size: BucketSize;
  series: readonly Series[];
};

function prepareColumn(
  trends: IncidentTrends,
  bucket: IncidentBucket,
  trend: number | null,
  { choice, size, series }: ColumnWith,
): RateColumn {
  const { per, by } = choice;
  const isWeighted = choice.isWeighted && by === 'severity';
  const denominator = exposureOf(bucket.exposure, per);
  const isKnown = denominator !== null && denominator > 0;
  const scale = isKnown ? rateUnits[per] / denominator : 0;
  return {
    key: bucket.start,
    values: isKnown ? series.map(({ countIn }) => countIn(bucket, isWeighted) * scale) : null,
    isPartial: bucket.isPartial,
    trend,
    readout: {
      title: nameBucket(bucket, size, trends.zone, trends.now),
      facts: factsOf(bucket, choice, series),
      note: noteOf(bucket, choice),
    },
  };
}

function rateIn(
  bucket: Pick<IncidentBucket, 'incidents' | 'bySeverity' | 'exposure'>,
  choice: RateChoice,
) {
  const weighted = choice.isWeighted ? weigh(bucket.bySeverity) : null;
  return incidentRate(bucket.incidents, bucket.exposure, choice.per, weighted);
}

function factsOf(bucket: IncidentBucket, choice: RateChoice, series: readonly Series[]): Fact[] {
  const rate = rateIn(bucket, choice);
  const apart = countApart(bucket);
  const facts: (Fact | null)[] = [
    rate.value === null
      ? null
      : { label: `Rate ${perWords[choice.per]}`, value: formatRateValue(rate.value) },
    rate.interval80 === null
      ? null
      : { label: '80 % interval', value: rate.interval80.map(formatRateValue).join(' – ') },
    choice.isWeighted ? { label: 'Weight', value: formatCount(rate.numerator) } : null,
    { label: 'Incidents', value: formatCount(bucket.incidents) },
    { label: denominatorWords[choice.per], value: sayDenominator(rate.denominator, choice.per) },
    ...series.map((one) => {
      const count = one.countIn(bucket, false);
      return count === 0 ? null : { label: one.label, value: formatCount(count) };
    }),
    apart === 0 ? null : { label: 'Counted apart', value: formatCount(apart) },
  ];
  return facts.filter((fact) => fact !== null);
}

function rateCells(bucket: IncidentBucket, choice: RateChoice): string[] {
  const { value, numerator, denominator, interval80 } = rateIn(bucket, choice);
  return [
    formatCount(numerator),
    sayDenominator(denominator, choice.per),
    value === null ? '–' : formatRateValue(value),
    interval80 === null ? '–' : interval80.map(formatRateValue).join(' – '),
  ];
}

/** `4`, `3.6` weeks; a dash where it is not known. */
export function sayDenominator(denominator: number | null, per: RatePer): string {
  if (denominator === null) {
    return '–';
  }
  return per === 'week' ? (Math.round(denominator * 10) / 10).toString() : formatCount(denominator);
}

function nameDenominator(denominator: number | null, per: RatePer): string {
  const many = denominatorWords[per].toLowerCase();
  return denominator === 1 ? many.slice(0, -1) : many;
}

export function countApart({ excluded }: Pick<IncidentBucket, 'excluded'>): number {
  return Object.values(excluded).reduce((sum, count) => sum + count, 0);
}

function noteOf(bucket: IncidentBucket, { per }: RateChoice): string | null {
  const { exposure, incidents } = bucket;
  if (exposure.weeks === 0) {
    return 'Nothing is known of this time.';
  }
  const denominator = exposureOf(exposure, per);
  const what = `${formatCountOf(incidents, 'incident')} began`;
  if (denominator === null) {
    return `${what}. How many pull requests were merged is not told here: too few people stand behind it, or they are not split by service.`;
  }
  if (denominator === 0) {
    return `${what}, and there was nothing to hold them against: no rate.`;
  }
  return null;
}

function summarise(trends: IncidentTrends, choice: RateChoice): string {
  const rate = rateIn(trends.whole, choice);
  const before = rateIn(trends.previous.whole, choice);
  if (rate.value === null) {
    return `${formatCountOf(trends.whole.incidents, 'incident')} began; the rate ${perWords[choice.per]} is not known.`;
  }
  const compared =
    before.value === null ? '' : `, against ${formatRateValue(before.value)} in the period before`;
  const weighted = choice.isWeighted ? ', weighted by severity' : '';
  return `${formatCountOf(trends.whole.incidents, 'incident')} began: ${formatRateValue(rate.value)} ${perWords[choice.per]}${weighted}${compared}.`;
}

export type RateHeadline = {
  per: RatePer;
  label: string;
  /** Null: not known. */
  value: string | null;
  interval: string | null;
  /** `12 incidents, 26 weeks` */
  parts: string;
  before: string | null;
  /** Only where the intervals of the two periods do not overlap (B0.6). */
  change: { direction: 'up' | 'down'; words: string } | null;
};

/** The answer in one number for each thing that incidents are held against, beside the period before. */
export function prepareRateHeadlines(trends: IncidentTrends, isWeighted: boolean): RateHeadline[] {
  return (['week', 'deployments', 'pull-requests'] as const).map((per) => {
    const choice = { per, by: 'severity', isWeighted } as const;
    const rate = rateIn(trends.whole, choice);
    const before = rateIn(trends.previous.whole, choice);
    const numerator = isWeighted
      ? `weight ${formatCount(rate.numerator)}`
      : formatCountOf(trends.whole.incidents, 'incident');
    return {
      per,
      label: `Incidents ${perWords[per]}`,
      value: rate.value === null ? null : formatRateValue(rate.value),
      interval:
        rate.interval80 === null
          ? null
          : `80 % interval ${rate.interval80.map(formatRateValue).join(' – ')}`,
      parts: `${numerator}, ${sayDenominator(rate.denominator, per)} ${nameDenominator(rate.denominator, per)}`,
      before: before.value === null ? null : formatRateValue(before.value),
      change: changeOf(rate.interval80, before.interval80),
    };
  });
}

type Interval = readonly [number, number] | null;

export function changeOf(now: Interval, before: Interval): RateHeadline['change'] {
  if (now === null || before === null) {
    return null;
  }
  if (now[1] < before[0]) {
    return { direction: 'down', words: 'rarer' };
  }
  return now[0] > before[1] ? { direction: 'up', words: 'more often' } : null;
}

/** Why there is no line of the trend; null: there is one. */
export function whyNoTrend(model: Pick<RateModel, 'columns'>): string | null {
  return model.columns.some(({ trend }) => trend !== null)
    ? null
    : `No trend is drawn on fewer than ${fewestForTrend} whole points.`;
}

const apartWords = {
  duplicate: 'duplicate',
  'false-alarm': 'false alarm',
  drill: 'drill',
} as const;

/** `Counted apart: 1 duplicate, 2 drills. 3 incidents without any instant lie in no period.` Null: nothing. */
export function describeApart({ whole, undated }: IncidentTrends): string | null {
  const parts = Object.entries(apartWords).flatMap(([name, word]) => {
    const count = whole.excluded[name as keyof typeof apartWords];
    return count === 0 ? [] : [formatCountOf(count, word)];
  });
  const sentences = [
    parts.length === 0 ? null : `Counted apart: ${parts.join(', ')}.`,
    undated === 0
      ? null
      : `${formatCountOf(undated, 'incident')} without any instant ${undated === 1 ? 'lies' : 'lie'} in no period.`,
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}
