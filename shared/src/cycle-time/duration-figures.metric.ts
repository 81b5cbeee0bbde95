import { kaplanMeierMedian } from '../stats/kaplan-meier.ts';
import { mean } from '../stats/mean.ts';
import { medianInterval80 } from '../stats/median-interval.ts';
import { ascending, percentile } from '../stats/percentile.ts';
import { fewestForPercentiles, largestCensoredShare } from './cycle-time.metric.ts';

/** Order statistics of some durations in seconds. n < 5: percentiles and interval are null (B0.6). */
export type DurationFigures = {
  n: number;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  mean: number | null;
  interval80: [number, number] | null;
  /** How many had begun and were not over. */
  censored: number;
  /** True: p50 is Kaplan–Meier's, since more than 10 % were not over (B4.5). */
  isKaplanMeier: boolean;
};

/** `running`: how long those have lasted that are not over; they are heard once they are more than a tenth (B4.5). */
export function describeDurations(
  finished: Iterable<number>,
  running: readonly number[] = [],
): DurationFigures {
  const sorted = ascending(finished);
  const [n, censored] = [sorted.length, running.length];
  const isEnough = n >= fewestForPercentiles;
  const isKaplanMeier = isEnough && censored > largestCensoredShare * (n + censored);
  const median = isKaplanMeier ? medianWith(sorted, running) : percentile(sorted, 0.5);
  return {
    n,
    p50: isEnough ? median : null,
    p75: isEnough ? percentile(sorted, 0.75) : null,
    p90: isEnough ? percentile(sorted, 0.9) : null,
    mean: mean(sorted),
    interval80: isEnough ? medianInterval80(sorted) : null,
    censored,
    isKaplanMeier,
  };
}

function medianWith(finished: readonly number[], running: readonly number[]): number | null {
  return kaplanMeierMedian([
    ...finished.map((duration) => ({ duration, isFinished: true })),
    ...running.map((duration) => ({ duration, isFinished: false })),
  ]);
}

/** Which way a median went beyond chance: the 80 % intervals of the two periods do not overlap (B0.6). Null: it may be chance. */
export function clearChange(
  now: Pick<DurationFigures, 'interval80'>,
  before: Pick<DurationFigures, 'interval80'>,
): 'shorter' | 'longer' | null {
  if (now.interval80 === null || before.interval80 === null) {
    return null;
  }
  if (now.interval80[1] < before.interval80[0]) {
    return 'shorter';
  }
  return now.interval80[0] > before.interval80[1] ? 'longer' : null;
}
