import { logFactorial } from './log-factorial.ts';

/**
 * The exact interval of the mean behind a count of rare events (Garwood): every mean at whose tails the count is no less
 * likely than (1 − confidence) / 2. Never narrower than it says; its lower end is 0 for a count of 0.
 */
export function poissonInterval(count: number, confidence = 0.8): [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  return [
    count === 0 ? 0 : findMean((mean) => 1 - poissonUpTo(count - 1, mean) < tail, count),
    findMean((mean) => poissonUpTo(count, mean) > tail, count),
  ];
}

/** P(X ≤ k) for X ~ Poisson(mean): summed from its largest term on, so that none underflows before it matters. */
function poissonUpTo(k: number, mean: number): number {
  if (k < 0) {
    return 0;
  }
  if (mean <= 0) {
    return 1;
  }
  const top = Math.min(k, Math.floor(mean));
  const largest = Math.exp(top * Math.log(mean) - mean - logFactorial(top));
  let sum = largest;
  for (let i = top, term = largest; i > 0 && term > sum * 1e-17; i -= 1) {
    term *= i / mean;
    sum += term;
  }
  for (let i = top + 1, term = largest; i <= k; i += 1) {
    term *= mean / i;
    sum += term;
  }
  return Math.min(1, sum);
}

/** Where a condition that holds for small means stops to hold. */
function findMean(holds: (mean: number) => boolean, count: number): number {
  let low = 0;
  let high = count + 10 + 10 * Math.sqrt(count + 1);
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}
