import { normalUpperTail } from './normal.ts';
import { ascending } from './percentile.ts';
import { mostForExactRanks, rankShares } from './rank-counts.ts';

export type RankTest = {
  /** In how many pairs the value after is larger; a tie is half a pair. */
  u: number;
  /** The share of pairs in which the value after is smaller, ties by halves: 0.5 is no difference. */
  shareSmaller: number;
  /** Two-sided. */
  p: number;
  /** Counted, not approximated. */
  isExact: boolean;
};

/**
 * Mann and Whitney's rank test of two samples, two-sided. Without ties and with up to 49 a side p is counted; otherwise it is
 * the normal curve's, with the variance corrected for ties and the statistic for continuity. Null: one side is empty.
 */
export function rankTest(before: readonly number[], after: readonly number[]): RankTest | null {
  const [m, n] = [before.length, after.length];
  if (m === 0 || n === 0) {
    return null;
  }
  const { u, tieSum } = countPairs(ascending(before), ascending(after));
  const isExact = tieSum === 0 && m <= mostForExactRanks && n <= mostForExactRanks;
  return {
    u,
    shareSmaller: 1 - u / (m * n),
    p: isExact ? countedP(rankShares(m, n), u) : approximateP(m, n, u, tieSum),
    isExact,
  };
}

/** U and Σ(t³ − t) over the groups of equal values, in one walk over both lists. */
function countPairs(
  before: readonly number[],
  after: readonly number[],
): { u: number; tieSum: number } {
  let [i, j, u, tieSum] = [0, 0, 0, 0];
  while (i < before.length || j < after.length) {
    const value = Math.min(
      before[i] ?? Number.POSITIVE_INFINITY,
      after[j] ?? Number.POSITIVE_INFINITY,
    );
    const [firstI, firstJ] = [i, j];
    while (before[i] === value) {
      i += 1;
    }
    while (after[j] === value) {
      j += 1;
    }
    u += (j - firstJ) * (firstI + (i - firstI) / 2);
    const ties = i - firstI + (j - firstJ);
    tieSum += ties ** 3 - ties;
  }
  return { u, tieSum };
}

function countedP(shares: Float64Array, u: number): number {
  const mirrored = Math.min(u, shares.length - 1 - u);
  let tail = 0;
  for (let k = 0; k <= mirrored; k += 1) {
    tail += shares[k] ?? 0;
  }
  return Math.min(1, 2 * tail);
}

function approximateP(m: number, n: number, u: number, tieSum: number): number {
  const all = m + n;
  const variance = ((m * n) / 12) * (all + 1 - tieSum / (all * (all - 1)));
  if (!(variance > 0)) {
    return 1;
  }
  const distance = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5);
  return Math.min(1, 2 * normalUpperTail(distance / Math.sqrt(variance)));
}
