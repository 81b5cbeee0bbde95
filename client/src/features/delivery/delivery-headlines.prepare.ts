import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import { formatDuration } from '../../format/duration.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';
import { formatRateValue } from '../../format/rate.ts';
import { WITHHELD } from '../cycle-time/withheld-words.prepare.ts';
import type { ShownDeployments } from './delivery-search.schema.ts';

export type DeliveryHeadline = {
  key: 'frequency' | 'leadTime' | 'changeFailure' | 'recovery' | 'rework';
  label: string;
  /** Null: not known, and `detail` says why. */
  value: string | null;
  detail: string;
  /** Null: nothing to compare with. */
  before: string | null;
  /** The list behind the number, and the words that open it. */
  behind: { shown: ShownDeployments; words: string } | null;
  /** A second number that is never part of the first. */
  apart: { shown: ShownDeployments; words: string } | null;
  /** `high (2024)`. Null: bands are off, or none is known. */
  band: string | null;
};

const BANDS = { elite: 'elite', high: 'high', medium: 'medium', low: 'low' } as const;

/** The page's answer in five numbers (B15). `leadBefore`: the median of the period before, in seconds. */
export function prepareDeliveryHeadlines(
  overview: DeliveryOverview,
  leadBefore: number | null,
): DeliveryHeadline[] {
  return [
    frequency(overview),
    leadTime(overview, leadBefore),
    changeFailure(overview),
    recovery(overview),
    rework(overview),
  ];
}

function bandOf(
  { bands }: DeliveryOverview,
  key: 'frequency' | 'leadTime' | 'changeFailure' | 'recovery',
): string | null {
  const band = bands?.[key] ?? null;
  return bands === null || band === null ? null : `${BANDS[band]} (DORA ${bands.year})`;
}

function frequency(overview: DeliveryOverview): DeliveryHeadline {
  const { summary, previous } = overview;
  const { perWeek, daysPerWeek, services } = summary;
  const past = previous.summary.perWeek;
  return {
    ...{ key: 'frequency', label: 'Deployments a week', apart: null },
    value: perWeek === null ? null : formatRateValue(perWeek),
    detail:
      perWeek === null
        ? 'no deployment is known yet'
        : `to ${formatCountOf(services, 'service')}${daysPerWeek === null ? '' : `, on ${formatRateValue(daysPerWeek)} days in the median week`}`,
    before: past === null ? null : formatRateValue(past),
    behind: { shown: 'counted', words: formatCountOf(summary.deployments, 'deployment') },
    band: bandOf(overview, 'frequency'),
  };
}

function leadTime(overview: DeliveryOverview, past: number | null): DeliveryHeadline {
  const { n, p50, withheld } = overview.leadTime;
  const count = formatCountOf(n ?? 0, 'pull request');
  const few = n === 0 ? 'nothing was deployed' : `${count}: too few`;
  const known = p50 === null ? few : count;
  return {
    ...{ key: 'leadTime', label: 'Median lead time', behind: null, apart: null },
    value: p50 === null ? null : formatDuration(p50),
    detail: withheld === null ? known : WITHHELD,
    before: past === null ? null : formatDuration(past),
    band: bandOf(overview, 'leadTime'),
  };
}

function changeFailure(overview: DeliveryOverview): DeliveryHeadline {
  const { changeFailure: now, ...summary } = overview.summary;
  const past = overview.previous.summary.changeFailure.ratio;
  return {
    ...{ key: 'changeFailure', label: 'Change failure rate' },
    value: now.ratio === null ? null : formatShare(now.ratio),
    detail:
      now.ratio === null ? `${formatCount(summary.deployments)} changes deployed` : 'confirmed',
    before: past === null ? null : formatShare(past),
    behind: {
      shown: 'failed',
      words: `${formatCount(now.failed)} of ${formatCountOf(now.deployments, 'change')}`,
    },
    apart:
      now.suspected === 0
        ? null
        : { shown: 'suspected', words: `${formatCount(now.suspected)} more only suspected` },
    band: bandOf(overview, 'changeFailure'),
  };
}

function recovery(overview: DeliveryOverview): DeliveryHeadline {
  const now = overview.summary.recovery;
  const past = overview.previous.summary.recovery.p50;
  const open = now.censored === 0 ? '' : `, ${formatCount(now.censored)} not mended`;
  const few = now.n === 0 ? 'nothing was mended' : `too few for a median${open}`;
  return {
    ...{ key: 'recovery', label: 'Median recovery time', apart: null },
    value: now.p50 === null ? null : formatDuration(now.p50),
    detail: now.p50 === null ? few : `p90 ${formatDuration(now.p90 ?? now.p50)}${open}`,
    before: past === null ? null : formatDuration(past),
    behind: now.n === 0 ? null : { shown: 'recovered', words: `${formatCount(now.n)} mended` },
    band: bandOf(overview, 'recovery'),
  };
}

function rework({ summary, previous }: DeliveryOverview): DeliveryHeadline {
  const past = previous.summary.rework;
  return {
    ...{ key: 'rework', label: 'Rework rate', apart: null, band: null },
    value: summary.rework === null ? null : formatShare(summary.rework),
    detail: 'remedies among all deployments',
    before: past === null ? null : formatShare(past),
    behind: {
      shown: 'remedies',
      words: formatCountOf(summary.changeFailure.remedies, 'remedy', 'remedies'),
    },
  };
}

/** What stands outside of the counts, in a sentence each. */
export function describeLeftOut({ summary }: Pick<DeliveryOverview, 'summary'>): string[] {
  const { baselines, redeploys, notKnown, failedRuns, changeFailure: failures } = summary;
  const is = (count: number) => (count === 1 ? 'is' : 'are');
  return [
    baselines > 0 &&
      `${formatCountOf(baselines, 'deployment')} ${is(baselines)} the first known of a service: a baseline, which brings nothing (B9.3).`,
    notKnown > 0 &&
      `What ${formatCountOf(notKnown, 'deployment')} brought is not known: GitHub does not know the commits between.`,
    redeploys > 0 &&
      `${formatCountOf(redeploys, 'redeployment')} of the version that was there already ${is(redeploys)} left out (B9.6).`,
    failedRuns > 0 &&
      `${formatCountOf(failedRuns, 'run')} never succeeded, and changed nothing in production.`,
    failures.failedRemedies > 0 &&
      `${formatCountOf(failures.failedRemedies, 'remedy', 'remedies')} failed, too: outside of the rate, since remedies are outside of what it is a share of.`,
  ].filter((words) => words !== false);
}
