import { normalQuantile } from './normal.ts';
import { ascending } from './percentile.ts';
import { mostForExactRanks, rankShares } from './rank-counts.ts';
import { selectDifference } from './select-difference.ts';

/** By how much the values after lie above those before, in their unit; below 0: they are smaller. */
export type Shift = {
  shift: number;
  low: number;
  high: number;
};

/**
 * Hodges and Lehmann's shift between two samples: the median of all differences `after − before`, with the interval of
 * Moses that the rank test gives: its ends are the differences at the ranks that the Mann–Whitney statistic reaches with
 * probability (1 − confidence) / 2. Exact counts for up to 49 a side, the normal curve beyond; ties make the interval
 * wider, never narrower. Null: one side is empty.
 */
export function hodgesLehmann(
  before: readonly number[],
  after: readonly number[],
  confidence = 0.95,
): Shift | null {
  const [m, n] = [before.length, after.length];
  if (m === 0 || n === 0) {
    return null;
  }
  const earlier = ascending(before);
  const later = ascending(after);
  const all = m * n;
  const rank = intervalRank(m, n, confidence);
  const upper = selectDifference(earlier, later, Math.floor(all / 2) + 1);
  const lower = all % 2 === 1 ? upper : selectDifference(earlier, later, all / 2);
  return {
    shift: (lower + upper) / 2,
    low: selectDifference(earlier, later, rank),
    high: selectDifference(earlier, later, all - rank + 1),
  };
}

/** The rank (from 1) of the difference that ends the interval below; the other end has the same rank from above. */
export function intervalRank(m: number, n: number, confidence: number): number {
  const tail = (1 - confidence) / 2;
  if (m <= mostForExactRanks && n <= mostForExactRanks) {
    return Math.max(1, exactQuantile(rankShares(m, n), tail));
  }
  const spread = Math.sqrt((m * n * (m + n + 1)) / 12);
  return Math.max(1, Math.floor((m * n) / 2 - normalQuantile(1 - tail) * spread));
}

/** The smallest u with P(U ≤ u) ≥ p. */
function exactQuantile(shares: Float64Array, p: number): number {
  let sum = 0;
  for (let u = 0; u < shares.length; u += 1) {
    sum += shares[u] ?? 0;
    if (sum >= p) {
      return u;
    }
  }
  return shares.length - 1;
}
