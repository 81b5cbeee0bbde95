import { poissonInterval } from '../stats/poisson-interval.ts';
import { type Severity, severities } from './incident-rule.ts';
import type { RatePer } from './incidents.terms.ts';

/** One of the rates is per so many. */
export const rateUnits: Readonly<Record<RatePer, number>> = {
  week: 1,
  deployments: 100,
  'pull-requests': 1000,
};

/** What there was to break: weeks that had begun and of which anything is known, deployments, merged pull requests. Null: withheld, or not known. */
export type Exposure = {
  weeks: number;
  deployments: number | null;
  pullRequests: number | null;
};

export type IncidentRate = {
  /** Null: the denominator is 0 or not known. */
  value: number | null;
  numerator: number;
  /** In its own unit: weeks, deployments, pull requests. Null: not known. */
  denominator: number | null;
  /** Exact, of the count as one of rare events; null with the value, and for weighted counts, which are none. */
  interval80: [number, number] | null;
};

/** Incidents per week, per 100 deployments or per 1,000 merged pull requests. `weighted`: the sum of weights in place of the count. */
export function incidentRate(
  count: number,
  exposure: Exposure,
  per: RatePer,
  weighted: number | null = null,
): IncidentRate {
  const denominator = exposureOf(exposure, per);
  const numerator = weighted ?? count;
  if (denominator === null || denominator <= 0) {
    return { value: null, numerator, denominator, interval80: null };
  }
  const scale = rateUnits[per] / denominator;
  const [low, high] = poissonInterval(count);
  return {
    value: numerator * scale,
    numerator,
    denominator,
    interval80: weighted === null ? [low * scale, high * scale] : null,
  };
}

export function exposureOf(exposure: Exposure, per: RatePer): number | null {
  const by = {
    week: 'weeks',
    deployments: 'deployments',
    'pull-requests': 'pullRequests',
  } as const;
  return exposure[by[per]];
}

/** How much an incident weighs by its severity: each twice the next. One of no known severity has no weight. */
export const severityWeights: Readonly<Record<Severity, number>> = {
  sev1: 16,
  sev2: 8,
  sev3: 4,
  sev4: 2,
  sev5: 1,
};

/** From the worst; those of no known severity last. */
export type SeverityCounts = Record<Severity | 'unknown', number>;

export function weigh(counts: SeverityCounts): number {
  return severities.reduce(
    (sum, severity) => sum + counts[severity] * severityWeights[severity],
    0,
  );
}

/** Fewer points say nothing of a trend (B16). */
export const fewestForTrend = 8;
/** So many points are pooled into one of the trend. */
const TREND_WINDOW = 4;

/**
 * The trend through complete points: at each the rate of it and the three before it, pooled, never their mean (B0.5). All
 * null on fewer than 8 points with a rate.
 */
export function rateTrend(
  points: readonly { amount: number; denominator: number | null; isComplete: boolean }[],
  per: RatePer,
): (number | null)[] {
  const isKnown = (point: (typeof points)[number]) =>
    point.isComplete && point.denominator !== null && point.denominator > 0;
  if (points.filter(isKnown).length < fewestForTrend) {
    return points.map(() => null);
  }
  return points.map((_, index) => {
    const window = points.slice(Math.max(0, index + 1 - TREND_WINDOW), index + 1);
    if (window.length < TREND_WINDOW || !window.every(({ isComplete }) => isComplete)) {
      return null;
    }
    const known = window.filter(isKnown);
    const denominator = known.reduce((sum, point) => sum + (point.denominator ?? 0), 0);
    const amount = known.reduce((sum, point) => sum + point.amount, 0);
    return denominator === 0 ? null : (amount * rateUnits[per]) / denominator;
  });
}
