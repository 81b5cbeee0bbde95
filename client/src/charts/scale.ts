export type Scale = (value: number) => number;

/** Maps `[from, to]` onto `[start, end]`; a range without extent maps to its start. */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  const extent = to - from;
  return (value) => (extent === 0 ? start : start + ((value - from) / extent) * (end - start));
}

/** As {@link linearScale}, by the logarithm; values below `from` lie at its end. */
export function logScale(from: number, to: number, start: number, end: number): Scale {
  const scale = linearScale(Math.log(from), Math.log(to), start, end);
  return (value) => scale(Math.log(Math.max(value, from)));
}

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

export type Point = { x: number; y: number };

/** Splits at the gaps: each run holds neighbours that all have a value. */
export function splitRuns<T>(items: readonly (T | null)[]): { start: number; values: T[] }[] {
  const runs: { start: number; values: T[] }[] = [];
  let open: { start: number; values: T[] } | null = null;
  for (const [index, item] of items.entries()) {
    if (item === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = { start: index, values: [] };
      runs.push(open);
    }
    open.values.push(item);
  }
  return runs;
}

/** An SVG path through the points, in order. */
export function linePath(points: readonly Point[]): string {
  return points
    .map((p, index) => `${index === 0 ? 'M' : 'L'}${p.x.toFixed(1)},${p.y.toFixed(1)}`)
    .join('');
}
