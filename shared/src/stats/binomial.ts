import { logChoose } from './log-factorial.ts';

/** P(X = k) for X ~ Binomial(n, p). */
export function binomialShare(k: number, n: number, p: number): number {
  if (p <= 0 || p >= 1) {
    return (p <= 0 ? k === 0 : k === n) ? 1 : 0;
  }
  return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** P(X ≤ k) for X ~ Binomial(n, p). */
export function binomialUpTo(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i += 1) {
    sum += binomialShare(i, n, p);
  }
  return Math.min(1, sum);
}

/**
 * Clopper and Pearson's interval for the share behind k of n: every share at whose tails the count is no less likely than
 * (1 − confidence) / 2. Never narrower than it says. n = 0: everything is possible.
 */
export function clopperPearson(
  k: number,
  n: number,
  confidence = 0.95,
): [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  return [
    k === 0 ? 0 : findShare((p) => 1 - binomialUpTo(k - 1, n, p) < tail),
    k === n ? 1 : findShare((p) => binomialUpTo(k, n, p) > tail),
  ];
}

/** Where a condition that holds from 0 on stops to hold. */
function findShare(holds: (p: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}
