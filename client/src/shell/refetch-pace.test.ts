import { describe, expect, it } from 'vitest';
import { nextRefetch, restedPace } from './refetch-pace.ts';

/** When refetches begin, if a change comes at each of these times (milliseconds). */
function startsFor(changesAtMs: number[]): number[] {
  let pace = restedPace;
  let freeAtMs = 0;
  return changesAtMs.map((atMs) => {
    const next = nextRefetch(pace, Math.max(atMs, freeAtMs));
    pace = next.pace;
    freeAtMs = next.startAtMs;
    return next.startAtMs;
  });
}

describe('the pace of refetches', () => {
  it('shows a single change at once, and the two that belong to it right after', () => {
    expect(startsFor([1_000])).toEqual([1_000]);
    expect(startsFor([1_000, 1_010, 1_400])).toEqual([1_000, 1_150, 1_400]);
  });

  it('slows a long row of changes down to one every two seconds', () => {
    const starts = startsFor(Array.from({ length: 40 }, (_, at) => 1_000 + at * 100));
    const gaps = starts.slice(4).map((start, at) => start - (starts[at + 3] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_999);
  });

  it('is rested again after a while', () => {
    const row = [0, 200, 400, 600].map((atMs) => 10_000 + atMs);
    expect(startsFor([...row, 60_000, 60_200]).slice(-2)).toEqual([60_000, 60_200]);
  });
});
