/** Every k-th tick, with the smallest k that leaves `minPx` between two. */
export function thinTicks<T extends { index: number }>(
  ticks: readonly T[],
  pxPerIndex: number,
  minPx: number,
): T[] {
  const first = ticks[0];
  const second = ticks[1];
  if (first === undefined || second === undefined) {
    return [...ticks];
  }
  const gap = (second.index - first.index) * pxPerIndex;
  const every = Math.max(1, Math.ceil(minPx / Math.max(gap, 0.001)));
  return ticks.filter((_, index) => index % every === 0);
}
