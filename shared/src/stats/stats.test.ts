import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kaplanMeierMedian, type Observation } from './kaplan-meier.ts';
import { mean } from './mean.ts';
import { medianInterval80, medianIntervalRanks } from './median-interval.ts';
import { ascending, percentile } from './percentile.ts';

const values = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 });

describe('percentile, type 7 (B0.2)', () => {
  test.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.75, 3.25],
    [[7], 0.9, 7],
    [[0, 10], 0.9, 9],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
  ])('%j at %d is %d', (sorted, p, expected) => {
    expect(percentile(sorted, p)).toBeCloseTo(expected, 12);
  });

  test('nothing has no percentile and no mean', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(mean([])).toBeNull();
    expect(medianInterval80([])).toBeNull();
  });

  test('grows with p, stays within the values, and the interval holds the median', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, p) => {
        const sorted = ascending(list);
        const low = percentile(sorted, p * 0.5) ?? -1;
        const high = percentile(sorted, p) ?? -1;
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(sorted[0] ?? 0);
        expect(high).toBeLessThanOrEqual(sorted.at(-1) ?? 0);
      }),
    );
  });

  test('from three values on, the interval holds the median', () => {
    fc.assert(
      fc.property(values, (list) => {
        fc.pre(list.length >= 3);
        const sorted = ascending(list);
        const [low, high] = medianInterval80(sorted) ?? [0, 0];
        const median = percentile(sorted, 0.5) ?? -1;
        expect(low).toBeLessThanOrEqual(median);
        expect(high).toBeGreaterThanOrEqual(median);
      }),
    );
  });
});

describe('medianIntervalRanks (C20)', () => {
  test('equals exact binomial sums for every n up to 300', () => {
    for (let n = 0; n <= 300; n += 1) {
      expect({ n, ...medianIntervalRanks(n) }).toEqual({
        n,
        lo: exactQuantile(n, 1n),
        hi: exactQuantile(n, 9n),
      });
    }
  });

  test('is symmetric about the middle and near the normal curve for a million', () => {
    const { lo, hi } = medianIntervalRanks(1_000_000);
    expect(lo + hi).toBe(1_000_000);
    expect(hi - 500_000).toBeGreaterThanOrEqual(640);
    expect(hi - 500_000).toBeLessThanOrEqual(642);
  });
});

describe('kaplanMeierMedian (B4.5)', () => {
  const finished = (duration: number): Observation => ({ duration, isFinished: true });
  const running = (duration: number): Observation => ({ duration, isFinished: false });

  test('with nothing running it is the lower middle value', () => {
    expect(kaplanMeierMedian([finished(4), finished(1), finished(3), finished(2)])).toBe(2);
  });

  test('what still runs pushes the median up', () => {
    const answered = [finished(1), finished(2), finished(3), finished(4)];
    expect(kaplanMeierMedian([...answered, running(10), running(10)])).toBe(3);
    expect(kaplanMeierMedian([...answered, running(1), running(1)])).toBe(3);
  });

  test('null when half are never reached', () => {
    expect(kaplanMeierMedian([finished(1), running(5), running(5), running(5)])).toBeNull();
    expect(kaplanMeierMedian([])).toBeNull();
  });

  test('finishes of an instant count before those lost from sight at it', () => {
    expect(kaplanMeierMedian([running(2), finished(2)])).toBe(2);
  });

  test('an exact half is a half, whatever the fractions were', () => {
    const list = [finished(1), finished(2), finished(3), running(9), running(9), running(9)];
    expect(kaplanMeierMedian(list)).toBe(3);
  });
});

/** The smallest k with P(X ≤ k) ≥ tenths / 10, in whole numbers. */
function exactQuantile(n: number, tenths: bigint): number {
  const all = 1n << BigInt(n);
  let term = 1n;
  let sum = 1n;
  let k = 0;
  while (sum * 10n < all * tenths) {
    term = (term * BigInt(n - k)) / BigInt(k + 1);
    sum += term;
    k += 1;
  }
  return k;
}
