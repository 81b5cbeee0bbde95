import { type Rate, rateRatio } from '../stats/rate-ratio.ts';
import type { RateComparison } from './interventions.schema.ts';
import { judgeRatio } from './verdict.rules.ts';

/** Events before and after by what they could have happened in, their ratio with its exact 95 % interval, and what it says. */
export function compareRates(
  before: Rate,
  after: Rate,
): Omit<RateComparison, 'metric' | 'withheld'> {
  const found = rateRatio(before, after);
  return {
    before,
    after,
    ratio: found,
    verdict: judgeRatio(before.events + after.events, found),
  };
}
