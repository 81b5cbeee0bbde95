import type { DurationBucket } from '@bellwether/shared/cycle-time/cycle-time.schema';

/** What the weeks of the golden period come to, worked out in README.md. Durations in seconds. */
export type ExpectedBucket = Omit<DurationBucket, 'end' | 'isPartial'>;

/** Three whole weeks, Monday to Monday. */
export const goldenPeriod = { fromOn: '2026-03-16', toOn: '2026-04-06' };

const few = { p50: null, p75: null, p90: null, interval80: null, isKaplanMeier: false } as const;

/** Time to first review by week, UTC, on the wall clock. */
export const goldenPickupByWeek: readonly ExpectedBucket[] = [
  { ...few, start: '2026-03-16T00:00:00Z', n: 1, mean: 7200, censored: 1, excluded: {} },
  {
    start: '2026-03-23T00:00:00Z',
    n: 7,
    p50: 10_800,
    p75: 18_000,
    p90: 28_080,
    mean: 14_400,
    interval80: [3600, 18_000],
    censored: 1,
    isKaplanMeier: true,
    excluded: {},
  },
  { ...few, start: '2026-03-30T00:00:00Z', n: 0, mean: null, censored: 1, excluded: {} },
];

/** The second of those weeks on the work clock. */
export const goldenPickupWorkInSecondWeek: ExpectedBucket = {
  start: '2026-03-23T00:00:00Z',
  n: 7,
  p50: 3600,
  p75: 14_400,
  p90: 18_000,
  mean: 57_600 / 7,
  interval80: [3600, 10_800],
  censored: 1,
  isKaplanMeier: true,
  excluded: {},
};

/** Review cycle time by week, UTC. */
export const goldenReviewCycleByWeek: readonly ExpectedBucket[] = [
  { ...few, start: '2026-03-16T00:00:00Z', n: 1, mean: 100_800, censored: 1, excluded: {} },
  {
    start: '2026-03-23T00:00:00Z',
    n: 9,
    p50: 12_600,
    p75: 22_200,
    p90: 321_120,
    mean: 126_200,
    interval80: [9000, 19_200],
    censored: 1,
    isKaplanMeier: false,
    excluded: { bot: 1 },
  },
  { ...few, start: '2026-03-30T00:00:00Z', n: 0, mean: null, censored: 1, excluded: {} },
];

/** The same by weeks of Berlin, where clocks went forward on 29 March and Monday began at 22:00 UTC. */
export const goldenReviewCycleByWeekInBerlin: readonly Pick<
  ExpectedBucket,
  'start' | 'n' | 'p50' | 'mean'
>[] = [
  { start: '2026-03-15T23:00:00Z', n: 1, p50: null, mean: 100_800 },
  { start: '2026-03-22T23:00:00Z', n: 8, p50: 10_800, mean: 119_250 },
  { start: '2026-03-29T22:00:00Z', n: 1, p50: null, mean: 181_800 },
];

/** Merge to production by week of the deployment, UTC. */
export const goldenMergeToProductionByWeek: readonly ExpectedBucket[] = [
  { ...few, start: '2026-03-16T00:00:00Z', n: 0, mean: null, censored: 0, excluded: {} },
  {
    start: '2026-03-23T00:00:00Z',
    n: 6,
    p50: 67_800,
    p75: 78_450,
    p90: 122_400,
    mean: 75_000,
    interval80: [64_200, 81_000],
    censored: 0,
    isKaplanMeier: false,
    excluded: { bot: 1 },
  },
  { ...few, start: '2026-03-30T00:00:00Z', n: 3, mean: 225_600, censored: 0, excluded: {} },
];

/** Lead time of the second week. */
export const goldenLeadTimeInSecondWeek = {
  n: 6,
  p50: 122_400,
  p75: 166_500,
  p90: 247_500,
  mean: 137_500,
  interval80: [77_400, 171_000],
} as const;

/** Means over pull requests that have all four stages, by week of the merge. */
export const goldenStageMeans = [
  {
    start: '2026-03-16T00:00:00Z',
    n: 1,
    codingSeconds: 262_800,
    pickupSeconds: 7200,
    reviewSeconds: 5400,
    mergeWaitSeconds: 1800,
  },
  {
    start: '2026-03-23T00:00:00Z',
    n: 6,
    codingSeconds: 52_500,
    pickupSeconds: 16_200,
    reviewSeconds: 1800,
    mergeWaitSeconds: 24_900,
  },
  {
    start: '2026-03-30T00:00:00Z',
    n: 0,
    codingSeconds: null,
    pickupSeconds: null,
    reviewSeconds: null,
    mergeWaitSeconds: null,
  },
] as const;

/** Merged pull requests of the whole period by grade. */
export const goldenGrades = {
  emergency: 0,
  'bot-auto': 1,
  unreviewed: 2,
  'approved-silent': 3,
  discussed: 5,
} as const;
