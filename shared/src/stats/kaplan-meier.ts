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
