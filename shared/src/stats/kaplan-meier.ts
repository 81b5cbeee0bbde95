/** One thing that was watched: for how long, and whether it was over by then or is still going on. */
export type Observation = { duration: number; isFinished: boolean };

/**
 * The median of a duration when some are still running (B4.5): the shortest duration at which the Kaplan–Meier estimate
 * of "still going on" is one half or less. Null when the estimate never falls that far.
 * Things that finish at a duration count before those that are lost from sight at the same one.
 */
export function kaplanMeierMedian(observations: readonly Observation[]): number | null {
  const sorted = [...observations].sort((a, b) => a.duration - b.duration);
  let atRisk = sorted.length;
  let survival = 1;
  for (let i = 0; i < sorted.length; ) {
    const duration = sorted[i]?.duration ?? 0;
    let finished = 0;
    let leaving = 0;
    while (i < sorted.length && sorted[i]?.duration === duration) {
      finished += sorted[i]?.isFinished === true ? 1 : 0;
      leaving += 1;
      i += 1;
    }
    survival *= 1 - finished / atRisk;
    // A product such as (2/3)·(3/4) may land a hair above the half that it is.
    if (finished > 0 && survival <= 0.5 + 1e-12) {
      return duration;
    }
    atRisk -= leaving;
  }
  return null;
}

/** One place where the estimate falls, or where something is lost from sight. */
export type SurvivalStep = {
  duration: number;
  /** Watched for so long at least. */
  atRisk: number;
  finished: number;
  /** Still going on when last seen, at just this duration. */
  lost: number;
  /** Share of those that are still going on after `duration`, 0..1. */
  survival: number;
  /** Pointwise interval of `survival` by the log(−log) transformation of Greenwood's variance. Null: not defined, at 0. */
  interval: readonly [number, number] | null;
};

/** Two-sided 95 %. */
const Z95 = 1.959_963_984_540_054;

/** The whole Kaplan–Meier estimate, shortest duration first, one step for each different duration. */
export function kaplanMeierCurve(observations: readonly Observation[], z = Z95): SurvivalStep[] {
  const sorted = [...observations].sort((a, b) => a.duration - b.duration);
  const steps: SurvivalStep[] = [];
  let atRisk = sorted.length;
  let survival = 1;
  let greenwood = 0;
  for (let i = 0; i < sorted.length; ) {
    const duration = sorted[i]?.duration ?? 0;
    let [finished, lost] = [0, 0];
    while (i < sorted.length && sorted[i]?.duration === duration) {
      if (sorted[i]?.isFinished === true) {
        finished += 1;
      } else {
        lost += 1;
      }
      i += 1;
    }
    survival = finished === atRisk ? 0 : survival * (1 - finished / atRisk);
    greenwood += finished === atRisk ? 0 : finished / (atRisk * (atRisk - finished));
    steps.push({
      ...{ duration, atRisk, finished, lost, survival },
      interval: logLogInterval(survival, greenwood, z),
    });
    atRisk -= finished + lost;
  }
  return steps;
}

function logLogInterval(
  survival: number,
  greenwood: number,
  z: number,
): readonly [number, number] | null {
  if (survival <= 0) {
    return null;
  }
  if (greenwood === 0) {
    return [survival, survival];
  }
  const logSurvival = Math.log(survival);
  const spread = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(logSurvival));
  return [survival ** spread, survival ** (1 / spread)];
}

/** The step that holds at `duration`; null before the first one. */
export function stepAt(steps: readonly SurvivalStep[], duration: number): SurvivalStep | null {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.duration ?? 0) <= duration) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return steps[low - 1] ?? null;
}
