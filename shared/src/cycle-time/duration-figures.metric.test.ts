import { describe, expect, it } from 'vitest';
import { clearChange, describeDurations } from './duration-figures.metric.ts';

describe('the figures of some durations', () => {
  it('interpolate, and say nothing but n and the mean below five', () => {
    expect(describeDurations([4, 1, 3, 2, 5, 6])).toMatchObject({ n: 6, p50: 3.5, mean: 3.5 });
    expect(describeDurations([4, 1, 3])).toMatchObject({
      ...{ n: 3, p50: null, p75: null, p90: null, interval80: null },
    });
    expect(describeDurations([])).toMatchObject({ n: 0, mean: null });
  });

  it('hear of what still runs once it is more than a tenth', () => {
    const finished = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(describeDurations(finished, [100])).toMatchObject({ p50: 5, isKaplanMeier: false });
    expect(describeDurations(finished, [100, 100])).toMatchObject({ p50: 6, isKaplanMeier: true });
  });
});

describe('a change', () => {
  it('is one only when the intervals do not touch', () => {
    const of = (low: number, high: number) => ({ interval80: [low, high] as [number, number] });
    expect(clearChange(of(1, 2), of(3, 4))).toBe('shorter');
    expect(clearChange(of(3, 4), of(1, 2))).toBe('longer');
    expect(clearChange(of(1, 3), of(3, 4))).toBeNull();
    expect(clearChange({ interval80: null }, of(3, 4))).toBeNull();
  });
});
