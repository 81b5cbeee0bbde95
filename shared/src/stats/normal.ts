/** P(Z > z) for Z standard normal: the error is below 1e-11 of the answer itself. */
export function normalUpperTail(z: number): number {
  if (z < 0) {
    return 1 - normalUpperTail(-z);
  }
  return z < 3 ? 0.5 - density(z) * centralSeries(z) : density(z) / continuedFraction(z);
}

/** The z with P(Z ≤ z) = p for 0 < p < 1, by halving: it is asked for a few times, never in a loop. */
export function normalQuantile(p: number): number {
  if (p < 0.5) {
    return -normalQuantile(1 - p);
  }
  let low = 0;
  let high = 40;
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (1 - normalUpperTail(middle) < p) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** (Φ(z) − ½) / φ(z) = z + z³/3 + z⁵/15 + … */
function centralSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum;
}

/** φ(z) / (1 − Φ(z)) as z + 1/(z + 2/(z + 3/(z + …))). */
function continuedFraction(z: number): number {
  let value = z;
  for (let depth = 120; depth >= 1; depth -= 1) {
    value = z + depth / value;
  }
  return value;
}
