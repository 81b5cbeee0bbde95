import { ascending, percentile } from './percentile.ts';

/** The median of the slopes between all pairs of points (Theil, Sen); null for fewer than two places. */
export function theilSenSlope(points: readonly { x: number; y: number }[]): number | null {
  const slopes: number[] = [];
  for (const [index, a] of points.entries()) {
    for (const b of points.slice(index + 1)) {
      if (a.x !== b.x) {
        slopes.push((b.y - a.y) / (b.x - a.x));
      }
    }
  }
  return percentile(ascending(slopes), 0.5);
}
