import { theilSenSlope } from '../stats/theil-sen.ts';
import type { Caveat } from './interventions.schema.ts';

/** A week of the line before the change; `p50` null: too few for a median. */
export type WeekBefore = { from: string; p50: number | null };

type TrendCaveat = Extract<Caveat, { kind: 'trend-before' }>;
type PeakCaveat = Extract<Caveat, { kind: 'peak' }>;

/** Fewer weekly medians than these tell of no trend. */
const fewestWeeks = 6;
/** Worth saying when the trend alone makes at least this share of the shift. */
const tellingShare = 0.2;
/** A last week above the usual one by this factor is a peak. */
const peakFactor = 1.3;

/**
 * Whether it was already going the same way: the slope of the weekly medians before (Theil–Sen), carried on from the middle of
 * the one window to the middle of the other, makes a fifth of the shift or more. Null: it does not, or too little is known.
 */
export function findTrendBefore(
  weeks: readonly WeekBefore[],
  shift: number | null,
  weeksBetweenMiddles: number,
): TrendCaveat | null {
  const points = weeks.flatMap(({ p50 }, x) => (p50 === null ? [] : [{ x, y: p50 }]));
  const slope = points.length < fewestWeeks ? null : theilSenSlope(points);
  if (slope === null || shift === null || shift === 0) {
    return null;
  }
  const expectedShift = slope * weeksBetweenMiddles;
  return expectedShift / shift < tellingShare
    ? null
    : { kind: 'trend-before', secondsPerWeek: slope, weeks: points.length, expectedShift };
}

/**
 * Whether the change was made at a peak: one of the last two weeks before it was the slowest of all before, and well above the
 * usual week. What is extreme tends to be followed by something more usual, whatever one does. Null: it was not.
 */
export function findPeak(weeks: readonly WeekBefore[], shift: number | null): PeakCaveat | null {
  const known = weeks.flatMap(({ from, p50 }) => (p50 === null ? [] : [{ from, p50 }]));
  const last = new Set(weeks.slice(-2).map(({ from }) => from));
  const highest = known.reduce<(typeof known)[number] | null>(
    (found, week) => (found === null || week.p50 > found.p50 ? week : found),
    null,
  );
  if (known.length < fewestWeeks || highest === null || shift === null || shift >= 0) {
    return null;
  }
  const others = known.filter(({ from }) => from !== highest.from).map(({ p50 }) => p50);
  const usual = middleOf(others);
  return last.has(highest.from) && highest.p50 >= peakFactor * usual
    ? { kind: 'peak', week: highest.from, p50: highest.p50, usual }
    : null;
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
