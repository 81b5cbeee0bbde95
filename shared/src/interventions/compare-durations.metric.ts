import { hodgesLehmann } from '../stats/hodges-lehmann.ts';
import { medianInterval80 } from '../stats/median-interval.ts';
import { ascending, percentile } from '../stats/percentile.ts';
import { rankTest } from '../stats/rank-test.ts';
import type { DurationComparison, SideOfDurations } from './interventions.schema.ts';
import { judgeShift } from './verdict.rules.ts';

/** Fewer than this many have no percentile (B0.6). */
const fewestForPercentiles = 5;

/**
 * Durations in seconds before and after: medians, the shift of Hodges and Lehmann with its 95 % interval, and the rank test.
 * The shift is null with fewer than five on a side: nothing would be known by it.
 */
export function compareDurations(
  before: readonly number[],
  after: readonly number[],
): Omit<DurationComparison, 'metric' | 'clock' | 'withheld'> {
  const sides = { before: describeSide(before), after: describeSide(after) };
  const isEnough = Math.min(before.length, after.length) >= fewestForPercentiles;
  const shift = isEnough ? hodgesLehmann(before, after) : null;
  const test = isEnough ? rankTest(before, after) : null;
  const counts = { before: before.length, after: after.length };
  return {
    ...sides,
    shift,
    test: test === null ? null : { shareSmaller: test.shareSmaller, p: test.p },
    verdict: judgeShift(counts, shift, sides.before.p50),
  };
}

export function describeSide(seconds: readonly number[]): SideOfDurations {
  const sorted = ascending(seconds);
  const isEnough = sorted.length >= fewestForPercentiles;
  return {
    n: sorted.length,
    p25: isEnough ? percentile(sorted, 0.25) : null,
    p50: isEnough ? percentile(sorted, 0.5) : null,
    p75: isEnough ? percentile(sorted, 0.75) : null,
    p90: isEnough ? percentile(sorted, 0.9) : null,
    interval80: isEnough ? medianInterval80(sorted) : null,
  };
}
