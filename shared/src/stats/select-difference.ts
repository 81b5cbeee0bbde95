/**
 * The `rank`-th smallest (from 1) of all differences `after[j] − before[i]`, without making them: the two lists ascend, so
 * the differences are a matrix sorted both ways, and counting those up to a value is one walk along its border.
 * Halving between differences that occur takes O((m + n) · log(range / smallest gap)).
 */
export function selectDifference(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  rank: number,
): number {
  let low = (after[0] ?? 0) - (before[before.length - 1] ?? 0);
  let high = (after[after.length - 1] ?? 0) - (before[0] ?? 0);
  while (low < high) {
    const halfway = low + (high - low) / 2;
    // Between neighbours halfway may be rounded to the upper one, which would never end.
    const found = splitAt(before, after, halfway < high ? halfway : low);
    if (found.upTo >= rank) {
      high = found.largestUpTo;
    } else {
      low = found.smallestAbove;
    }
  }
  return low;
}

type Split = { upTo: number; largestUpTo: number; smallestAbove: number };

function splitAt(before: ArrayLike<number>, after: ArrayLike<number>, value: number): Split {
  let upTo = 0;
  let largestUpTo = Number.NEGATIVE_INFINITY;
  let smallestAbove = Number.POSITIVE_INFINITY;
  let j = 0;
  for (let i = 0; i < before.length; i += 1) {
    const base = before[i] ?? 0;
    while (j < after.length && (after[j] ?? 0) - base <= value) {
      j += 1;
    }
    upTo += j;
    if (j > 0) {
      largestUpTo = Math.max(largestUpTo, (after[j - 1] ?? 0) - base);
    }
    if (j < after.length) {
      smallestAbove = Math.min(smallestAbove, (after[j] ?? 0) - base);
    }
  }
  return { upTo, largestUpTo, smallestAbove };
}
