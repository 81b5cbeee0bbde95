/** The reports whose bands are known. */
export const bandYears = [2023, 2024, 2025] as const;
export type BandYear = (typeof bandYears)[number];

export const bandNames = ['elite', 'high', 'medium', 'low'] as const;
export type BandName = (typeof bandNames)[number];

/** How often a service reaches production, by the medians of its weeks (B15). */
export const paces = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Pace = (typeof paces)[number];

/**
 * What a report says of its groups, best first. A value is in the band with the nearest bound that it does not exceed, the
 * better one where two are equal; what exceeds all bounds is low. Seconds, ratios in 0..1. Null: the report gives no such bound.
 */
export type Bands = {
  year: BandYear;
  source: string;
  /** What a reader must know of them. */
  note: string;
  /** Null: this report has no groups. */
  bounds: {
    pace: Record<BandName, Pace>;
    leadTimeSeconds: Bounds;
    failureRatio: Bounds;
    recoverySeconds: Bounds;
  } | null;
};

type Bounds = Record<Exclude<BandName, 'low'>, number>;

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * All three reports: elite deploys on demand, high between once a day and once a week, medium between once a week and once a
 * month. The paces of B15 end at "most working days", so that stands for "on demand".
 */
const pace = { elite: 'daily', high: 'weekly', medium: 'monthly', low: 'yearly' } as const;

/**
 * The tables of the reports, as readers of them give them; years without such a source are left out.
 *
 * - 2023: lead time under 1 day, 1 day to 1 week, 1 week to 1 month (medium and low); failures 5, 10, 15, 64 %; recovery under
 *   1 hour, under 1 day, 1 day to 1 week, 1 to 6 months. octopus.com/blog/software-delivery-performance-clusters-2023;
 *   failures and recovery also in Apache DevLake, docs/Metrics/CFR.md and FailedDeploymentRecoveryTime.md.
 * - 2024: lead time under 1 day, 1 day to 1 week, 1 week to 1 month, 1 to 6 months; failures 5, 20 (high), 10 (medium), 40 %;
 *   recovery under 1 hour, under 1 day (high and medium), 1 week to 1 month. octopus.com/blog/2024-devops-performance-clusters.
 * - 2025: seven profiles of teams instead of groups. redmonk.com/rstephens, "DORA 2025: Measuring Software Delivery After AI".
 */
export const bandsByYear: Readonly<Record<BandYear, Bands>> = {
  2023: {
    year: 2023,
    source: 'DORA, Accelerate State of DevOps Report 2023',
    note: 'Groups found in the answers to that year’s survey. Its medium and low groups had the same lead time and pace.',
    bounds: {
      pace,
      leadTimeSeconds: { elite: DAY, high: 7 * DAY, medium: 30 * DAY },
      failureRatio: { elite: 0.05, high: 0.1, medium: 0.15 },
      recoverySeconds: { elite: HOUR, high: DAY, medium: 7 * DAY },
    },
  },
  2024: {
    year: 2024,
    source: 'DORA, Accelerate State of DevOps Report 2024',
    note: 'In that year’s answers the medium group failed less often (10 %) than the high one (20 %), and recovered within a day like it: a failure rate up to 10 % is the medium group’s.',
    bounds: {
      pace,
      leadTimeSeconds: { elite: DAY, high: 7 * DAY, medium: 30 * DAY },
      failureRatio: { elite: 0.05, high: 0.2, medium: 0.1 },
      recoverySeconds: { elite: HOUR, high: DAY, medium: DAY },
    },
  },
  2025: {
    year: 2025,
    source: 'DORA, State of AI-assisted Software Development 2025',
    note: 'That report no longer sorts teams into elite, high, medium and low: it has no bands to be in.',
    bounds: null,
  },
};

/** The band of a bounded value; null: it is not known, or the report has no bands. */
export function bandOf(value: number | null, bounds: Bounds | undefined): BandName | null {
  if (value === null || bounds === undefined) {
    return null;
  }
  const holding = bandNames
    .filter((name) => name !== 'low')
    .filter((name) => value <= bounds[name])
    .toSorted((a, b) => bounds[a] - bounds[b]);
  return holding[0] ?? 'low';
}

/** The band of a pace: a daily one is the best there is. */
export function bandOfPace(value: Pace | null, { bounds }: Bands): BandName | null {
  return value === null || bounds === null
    ? null
    : (bandNames.find((name) => bounds.pace[name] === value) ?? null);
}
