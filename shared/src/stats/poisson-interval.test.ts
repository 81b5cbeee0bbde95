import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poissonInterval } from './poisson-interval.ts';

describe('poissonInterval (exact)', () => {
  // Half the quantiles of chi² with 2k and 2k + 2 degrees of freedom, from printed tables.
  test.each([
    [0, 0.8, 0, Math.LN10],
    [1, 0.8, 0.1054, 3.8897],
    [5, 0.8, 2.4326, 9.2747],
    [10, 0.95, 4.7954, 18.3904],
    [0, 0.95, 0, 3.6889],
  ])('%d at %d is %d to %d', (count, confidence, low, high) => {
    const interval = poissonInterval(count, confidence);
    expect(interval[0]).toBeCloseTo(low, 3);
    expect(interval[1]).toBeCloseTo(high, 3);
  });

  test('holds the count, and grows with it, however large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), (count) => {
        const [low, high] = poissonInterval(count);
        const [nextLow, nextHigh] = poissonInterval(count + 1);
        expect(low).toBeLessThanOrEqual(count);
        expect(high).toBeGreaterThan(count);
        expect(nextLow).toBeGreaterThan(low);
        expect(nextHigh).toBeGreaterThan(high);
      }),
      { numRuns: 60 },
    );
  });
});
