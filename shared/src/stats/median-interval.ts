import { logChoose } from './log-factorial.ts';

/** Places that bound the median: `sorted[lo]` and `sorted[hi - 1]` are the ends of the interval. */
export type MedianIntervalRanks = { lo: number; hi: number };

/**
 * The 80 % interval of a median by order statistics (B0.6, C20): the smallest `k` with P(X ≤ k) at least 0.1 and at
 * least 0.9, for X ~ Binomial(n, ½).
 */
export function medianIntervalRanks(n: number): MedianIntervalRanks {
  return { lo: binomialHalfQuantile(n, 0.1), hi: binomialHalfQuantile(n, 0.9) };
}

/** The values that bound the median of `sorted` (ascending) with 80 % confidence; null for an empty list. */
export function medianInterval80(sorted: ArrayLike<number>): [low: number, high: number] | null {
  const { lo, hi } = medianIntervalRanks(sorted.length);
  const low = sorted[lo];
  const high = sorted[hi - 1];
  return low === undefined || high === undefined ? null : [low, high];
}

/**
 * The smallest k with P(X ≤ k) ≥ p for X ~ Binomial(n, ½). The distribution is symmetric, so the mass is summed from
 * its middle, where the terms are largest, towards the tail: no term underflows before it stops mattering.
 */
function binomialHalfQuantile(n: number, p: number): number {
  const middle = Math.floor(n / 2);
  let term = Math.exp(logCentralTerm(n));
  const isEven = n % 2 === 0;
  // P(X ≤ middle): half, and half of the middle term when n is even.
  let cumulative = isEven ? 0.5 + term / 2 : 0.5;
  let k = middle;
  if (p > cumulative) {
    while (cumulative < p && k < n) {
      term *= (n - k) / (k + 1);
      k += 1;
      cumulative += term;
    }
    return k;
  }
  while (k > 0 && cumulative - term >= p) {
    cumulative -= term;
    term *= k / (n - k + 1);
    k -= 1;
  }
  return k;
}

/** ln(C(n, ⌊n/2⌋) / 2ⁿ). */
function logCentralTerm(n: number): number {
  return logChoose(n, Math.floor(n / 2)) - n * Math.LN2;
}
