/**
 * The value below which the share `p` (0..1) of `sorted` lies, by linear interpolation (Hyndman–Fan type 7, B0.2).
 * `sorted` must ascend. Null for an empty list.
 */
export function percentile(sorted: ArrayLike<number>, p: number): number | null {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below];
  if (low === undefined) {
    return null;
  }
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (place - below);
}

/** A new list in ascending order of numbers. */
export function ascending(values: Iterable<number>): number[] {
  return [...values].sort((a, b) => a - b);
}
