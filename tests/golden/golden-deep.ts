import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import type { ExpectedBucket } from './golden-aggregates.ts';
import { at } from './golden-builders.ts';

const MINUTE = 60;
const HOUR = 3600;

/** What the export does not say of a pull request, worked out by hand: README.md shows how. */
export type ExpectedDeep = Pick<
  PullRequestFacts,
  | ('number' | 'codingWorkSeconds' | 'firstResponseWorkSeconds' | 'reviewWorkSeconds')
  | ('mergeWaitWorkSeconds' | 'reviewCycleWorkSeconds' | 'timeToMergeWorkSeconds')
  | ('mergeToProductionWorkSeconds' | 'leadTimeWorkSeconds' | 'mostCyclesOfReviewer')
  | ('reworkSeconds' | 'reworkWorkSeconds' | 'reviewedAts' | 'lastReviewedAt' | 'complexity')
  | ('tier' | 'isAiAssisted' | 'exclusion' | 'exclusionEffect')
> & {
  /** Logins of `reviewerIds`. */
  reviewers: string[];
  /** Who was asked, and what came of it. */
  turns: [reviewer: string, requestedAt: string, outcome: string][];
};

const day = (monthDayTime: string) => new Date(at(monthDayTime));

const blank = {
  ...{ firstResponseWorkSeconds: null, reviewWorkSeconds: null, mergeWaitWorkSeconds: null },
  ...{ reviewCycleWorkSeconds: null, timeToMergeWorkSeconds: null },
  ...{ mergeToProductionWorkSeconds: null, leadTimeWorkSeconds: null },
  ...{ mostCyclesOfReviewer: null, reworkSeconds: null, reworkWorkSeconds: null },
  ...{ isAiAssisted: false, exclusion: null, exclusionEffect: null },
} as const;

/** Thirds and sixths of an hour are whole seconds. */
const inSeconds = (hours: number) => Math.round(hours * HOUR);

/** Hours of review cycle and time to merge, which are one where it was ready from the start. */
const merged = (hours: number) => ({
  ...{ reviewCycleWorkSeconds: inSeconds(hours), timeToMergeWorkSeconds: inSeconds(hours) },
});

const deployed = (mergeToProduction: number, leadTime: number) => ({
  mergeToProductionWorkSeconds: inSeconds(mergeToProduction),
  leadTimeWorkSeconds: inSeconds(leadTime),
});

const noRework = { mostCyclesOfReviewer: 0, reworkSeconds: 0, reworkWorkSeconds: 0 } as const;

const reviewed = (...acts: [login: string, monthDayTime: string][]) => ({
  reviewers: acts.map(([login]) => `${login}-golden`),
  reviewedAts: acts.map(([, time]) => day(time)),
  lastReviewedAt: acts.map(([, time]) => day(time)).at(-1) ?? null,
});

export const goldenDeep: readonly ExpectedDeep[] = [
  {
    ...{ ...blank, number: 101, codingWorkSeconds: 24 * HOUR, turns: [] },
    ...{ firstResponseWorkSeconds: 2 * HOUR, reviewWorkSeconds: 1.5 * HOUR },
    ...{ mergeWaitWorkSeconds: 30 * MINUTE, reviewCycleWorkSeconds: 12 * HOUR },
    timeToMergeWorkSeconds: 36 * HOUR,
    ...{ mostCyclesOfReviewer: 1, reworkSeconds: 1.5 * HOUR, reworkWorkSeconds: 1.5 * HOUR },
    ...reviewed(['tomas', '03-19 11:00'], ['tomas', '03-20 12:30']),
    ...{ complexity: 8.24, tier: 'standard' },
  },
  {
    ...{ ...blank, number: 102, codingWorkSeconds: 0, turns: [] },
    ...{ firstResponseWorkSeconds: 5 * HOUR, reviewWorkSeconds: 0 },
    mergeWaitWorkSeconds: 20 * MINUTE,
    ...{ ...merged(5 + 1 / 3), ...deployed(3 + 2 / 3, 9), ...noRework },
    ...reviewed(['olu', '03-23 14:00']),
    ...{ complexity: 6.67, tier: 'light' },
  },
  {
    ...{ ...blank, number: 103, codingWorkSeconds: 2 * HOUR, turns: [] },
    ...{ firstResponseWorkSeconds: 5 * HOUR, reviewWorkSeconds: HOUR },
    mergeWaitWorkSeconds: 10 * MINUTE,
    ...{ ...merged(6 + 1 / 6), ...deployed(1 + 5 / 6, 10) },
    ...{ mostCyclesOfReviewer: 1, reworkSeconds: HOUR, reworkWorkSeconds: HOUR },
    ...reviewed(['mira', '03-23 15:00'], ['mira', '03-23 16:00']),
    ...{ complexity: 7.34, tier: 'light' },
  },
  {
    ...{ ...blank, number: 104, codingWorkSeconds: 0, turns: [] },
    ...{ ...merged(0), ...deployed(1, 1), ...reviewed() },
    ...{ complexity: 4.46, tier: 'light' },
  },
  {
    ...{ ...blank, number: 105, codingWorkSeconds: 0, turns: [] },
    ...{ ...merged(5 / 60), ...deployed(55 / 60, 1), ...reviewed() },
    ...{ complexity: 4.58, tier: 'light' },
  },
  {
    ...{ ...blank, number: 106, codingWorkSeconds: HOUR, turns: [] },
    ...{ ...merged(1), ...deployed(13.5, 15.5), ...reviewed(['tomas', '03-24 12:10']) },
    ...{ complexity: 5.09, tier: 'light' },
  },
  {
    ...{ ...blank, number: 107, codingWorkSeconds: 2 * HOUR, turns: [] },
    ...{ firstResponseWorkSeconds: 40 * MINUTE, reviewWorkSeconds: 0, mergeWaitWorkSeconds: HOUR },
    ...{ ...merged(2), ...deployed(6.5, 10.5), ...noRework, ...reviewed(['mira', '03-25 10:00']) },
    ...{ complexity: 7.92, tier: 'light' },
  },
  {
    ...{ ...blank, number: 108, codingWorkSeconds: HOUR, turns: [] },
    ...{ firstResponseWorkSeconds: HOUR, mostCyclesOfReviewer: 0 },
    ...{ ...merged(2.5), ...deployed(2, 5.5) },
    ...reviewed(['lena', '03-25 14:00'], ['mira', '03-25 15:00']),
    ...{ complexity: 8.79, tier: 'standard' },
  },
  {
    ...{ ...blank, number: 109, codingWorkSeconds: 0, turns: [] },
    ...{ firstResponseWorkSeconds: HOUR, reviewWorkSeconds: 2 * HOUR },
    mergeWaitWorkSeconds: 30 * MINUTE,
    ...{ ...merged(3.5), ...deployed(12.5, 16) },
    ...{ mostCyclesOfReviewer: 1, reworkSeconds: 2 * HOUR, reworkWorkSeconds: 2 * HOUR },
    ...reviewed(['olu', '03-26 10:00'], ['mira', '03-26 12:00']),
    ...{ complexity: 6.36, tier: 'light' },
  },
  {
    ...{ ...blank, number: 110, codingWorkSeconds: HOUR, turns: [] },
    ...{ firstResponseWorkSeconds: 3 * HOUR, reviewWorkSeconds: 0, mergeWaitWorkSeconds: HOUR },
    ...{ ...merged(68), ...deployed(11, 80), ...noRework, ...reviewed(['lena', '03-26 13:00']) },
    ...{ complexity: 5.7, tier: 'light' },
  },
  {
    ...{ ...blank, number: 111, codingWorkSeconds: 0, turns: [] },
    ...{ firstResponseWorkSeconds: 0, reviewWorkSeconds: 0, mergeWaitWorkSeconds: 0 },
    ...{ ...merged(0), ...deployed(0, 0), ...noRework, ...reviewed(['tomas', '03-28 08:00']) },
    ...{ complexity: 8.24, tier: 'standard' },
  },
  {
    ...{ ...blank, number: 112, codingWorkSeconds: null, turns: [], ...reviewed() },
    ...{ complexity: 5.25, tier: 'light' },
  },
  {
    ...{ ...blank, number: 113, codingWorkSeconds: 30 * MINUTE, ...reviewed() },
    turns: [['olu-golden', at('03-27 10:00'), 'open']],
    ...{ complexity: 7.25, tier: 'light' },
  },
  {
    ...{ ...blank, number: 114, codingWorkSeconds: null, turns: [], ...reviewed() },
    ...{ complexity: 10.82, tier: 'standard' },
  },
];

/** Review cycle time in the second week by the work clock. */
export const goldenReviewCycleWorkInSecondWeek: ExpectedBucket = {
  start: '2026-03-23T00:00:00Z',
  n: 9,
  p50: 9000,
  p75: 19_200,
  p90: 66_720,
  mean: 35_400,
  interval80: [7200, 12_600],
  censored: 1,
  isKaplanMeier: false,
  excluded: { bot: 1 },
};

/** Lead time in the second week by the work clock. */
export const goldenLeadTimeWorkInSecondWeek: Omit<ExpectedBucket, 'censored'> = {
  start: '2026-03-23T00:00:00Z',
  n: 6,
  p50: 34_200,
  p75: 37_350,
  p90: 46_800,
  mean: 30_900,
  interval80: [19_800, 37_800],
  isKaplanMeier: false,
  excluded: { bot: 1 },
};
