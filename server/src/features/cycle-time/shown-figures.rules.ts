import type { ShownFigures } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import type { DurationFigures } from '@bellwether/shared/cycle-time/duration-figures.metric';

/** Figures as a caller may see them. */
export function showFigures(figures: DurationFigures, isWithheld: boolean): ShownFigures {
  const { n, p50, p75, p90, mean, interval80, censored, isKaplanMeier } = figures;
  return isWithheld
    ? {
        ...{ n: null, p50: null, p75: null, p90: null, mean: null, interval80: null },
        ...{ censored: null, isKaplanMeier: false, withheld: 'too-few-people' },
      }
    : { n, p50, p75, p90, mean, interval80, censored, isKaplanMeier, withheld: null };
}
