import { binomialShare, clopperPearson } from './binomial.ts';

/** Events, and what they could have happened in (pull requests, weeks, deployments). */
export type Rate = { events: number; exposure: number };

export type RateRatio = {
  /** (events / exposure) after by before; null: nothing happened before, so there is nothing to divide by. */
  ratio: number | null;
  low: number;
  /** Null: without an upper bound. */
  high: number | null;
  /** Two-sided, exact. */
  p: number;
};

/**
 * The ratio of two rates with its exact interval: given all events, those after are binomial with the share
 * `R·after / (before + R·after)` of exposure, so Clopper and Pearson's interval of that share is one of R.
 * Null: nothing happened at all, or one side had no exposure.
 */
export function rateRatio(before: Rate, after: Rate, confidence = 0.95): RateRatio | null {
  const all = before.events + after.events;
  if (all === 0 || before.exposure <= 0 || after.exposure <= 0) {
    return null;
  }
  const [low, high] = clopperPearson(after.events, all, confidence);
  const toRatio = (share: number) => (share / (1 - share)) * (before.exposure / after.exposure);
  return {
    ratio:
      before.events === 0
        ? null
        : after.events / after.exposure / (before.events / before.exposure),
    low: toRatio(low),
    high: before.events === 0 ? null : toRatio(high),
    p: exactP(after.events, all, after.exposure / (before.exposure + after.exposure)),
  };
}

/** The probability of all counts that are no likelier than the one seen. */
function exactP(seen: number, all: number, share: number): number {
  // Equally likely counts on the two sides may differ in the last digit.
  const limit = binomialShare(seen, all, share) * (1 + 1e-7);
  let sum = 0;
  for (let k = 0; k <= all; k += 1) {
    const one = binomialShare(k, all, share);
    sum += one <= limit ? one : 0;
  }
  return Math.min(1, sum);
}
