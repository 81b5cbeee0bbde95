/** The reports whose bands are known. */
export const bandYears = [2023, 2024, 2025] as const;
export type BandYear = (typeof bandYears)[number];

export const bandNames = ['elite', 'high', 'medium', 'low'] as const;
export type BandName = (typeof bandNames)[number];

/** How often a service reaches production, by the medians of its weeks (B15). */
export const paces = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Pace = (typeof paces)[number];

/**
 * What a report calls its groups, best first. A value is in the first band whose bound it does not exceed; the last takes all
 * others. Seconds, ratios in 0..1. Null: the report gives no such bound.
 */
export type Bands = {
  year: BandYear;
  source: string;
  /** What a reader must know of them. */
  note: string;
  /** Null: this report has no groups. */
  bounds: {
    pace: Record<BandName, Pace>;
    leadTimeSeconds: Record<Exclude<BandName, 'low'>, number>;
    failureRatio: Record<Exclude<BandName, 'low'>, number>;
    recoverySeconds: Record<Exclude<BandName, 'low'>, number>;
  } | null;
};

const HOUR = 3600;
const DAY = 24 * HOUR;

const pace = { elite: 'daily', high: 'weekly', medium: 'monthly', low: 'yearly' } as const;

export const bandsByYear: Readonly<Record<BandYear, Bands>> = {
  2023: {
    year: 2023,
    source: 'DORA, Accelerate State of DevOps Report 2023',
    note: 'Groups found in the answers to that year’s survey.',
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
    note: 'In that year’s answers the medium group failed less often (10 %) than the high one (20 %): the failure rate is told by its own order.',
    bounds: {
      pace,
      leadTimeSeconds: { elite: DAY, high: 7 * DAY, medium: 30 * DAY },
      failureRatio: { elite: 0.05, high: 0.1, medium: 0.2 },
      recoverySeconds: { elite: HOUR, high: DAY, medium: 7 * DAY },
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
export function bandOf(
  value: number | null,
  bounds: Record<Exclude<BandName, 'low'>, number> | undefined,
): BandName | null {
  if (value === null || bounds === undefined) {
    return null;
  }
  return bandNames.find((name) => name === 'low' || value <= bounds[name]) ?? null;
}

/** The band of a pace: a daily one is the best there is. */
export function bandOfPace(value: Pace | null, { bounds }: Bands): BandName | null {
  return value === null || bounds === null
    ? null
    : (bandNames.find((name) => bounds.pace[name] === value) ?? null);
}
