/**
 * In how many of the ways to mix m and n distinct values the Mann–Whitney statistic is 0, 1 … m·n, as shares of all ways:
 * f(m, n, u) = f(m − 1, n, u − n) + f(m, n − 1, u), which adds up positive numbers alone.
 */
export function rankShares(m: number, n: number): Float64Array {
  const length = m * n + 1;
  // ways[j] stands for j of the second sample beside i of the first; with i = 0 there is one way, at 0.
  const ways = Array.from({ length: n + 1 }, () => {
    const row = new Float64Array(length);
    row[0] = 1;
    return row;
  });
  for (let i = 1; i <= m; i += 1) {
    for (let j = 1; j <= n; j += 1) {
      addShifted(ways[j] ?? new Float64Array(), ways[j - 1] ?? new Float64Array(), j, i * j);
    }
  }
  const row = ways[n] ?? new Float64Array();
  const all = row.reduce((sum, count) => sum + count, 0);
  return row.map((count) => count / all);
}

/** `row` moved up by `shift`, plus `other`, in place up to `last`. */
function addShifted(row: Float64Array, other: Float64Array, shift: number, last: number): void {
  for (let u = last; u >= 0; u -= 1) {
    row[u] = (u >= shift ? (row[u - shift] ?? 0) : 0) + (other[u] ?? 0);
  }
}

/** Beyond this many on either side the normal curve stands in for counting. */
export const mostForExactRanks = 49;
