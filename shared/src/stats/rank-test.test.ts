import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalQuantile, normalUpperTail } from './normal.ts';
import { rankShares } from './rank-counts.ts';
import { rankTest } from './rank-test.ts';

describe('the normal curve', () => {
  test.each([
    [0, 0.5],
    [1, 0.15865525393145707],
    [1.959963984540054, 0.025],
    [3, 0.0013498980316300933],
    [6, 9.865876450376946e-10],
  ])('lies above %d with probability %d', (z, expected) => {
    expect(normalUpperTail(z) / expected).toBeCloseTo(1, 9);
    expect(normalUpperTail(-z)).toBeCloseTo(1 - expected, 12);
  });

  test('its quantile undoes it', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10);
    expect(normalQuantile(0.1)).toBeCloseTo(-1.2815515655446004, 10);
  });
});

describe('rankShares', () => {
  test('equals going through every way to mix the two samples', () => {
    for (const [m, n] of [
      [1, 1],
      [2, 3],
      [4, 4],
      [5, 3],
    ] as const) {
      const counted = new Array<number>(m * n + 1).fill(0);
      let ways = 0;
      for (const chosen of choose(m + n, n)) {
        // The statistic of those places: how many of the others lie below each.
        const u = chosen.reduce((sum, place, index) => sum + place - index, 0);
        counted[u] = (counted[u] ?? 0) + 1;
        ways += 1;
      }
      const shares = rankShares(m, n);
      expect(Array.from(shares, (share) => Math.round(share * ways))).toEqual(counted);
    }
  });
});

describe('rankTest', () => {
  test('the published example: U = 35, p = 0.2544 by counting', () => {
    const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const early = [1.15, 0.88, 0.9, 0.74, 1.21];
    const test = rankTest(early, atTerm);
    expect(test).toMatchObject({ u: 35, isExact: true });
    expect(test?.p).toBeCloseTo(0.2544, 4);
    expect(test?.shareSmaller).toBeCloseTo(0.3, 12);
  });

  test('U counts pairs, a tie as half of one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }),
        (before, after) => {
          let u = 0;
          for (const late of after) {
            for (const early of before) {
              u += Number(late > early) + Number(late === early) / 2;
            }
          }
          expect(rankTest(before, after)?.u).toBe(u);
        },
      ),
    );
  });

  test('ties are corrected for as the textbook does', () => {
    // 1 2 2 3 against 2 3 3 4: ranks with ties of 3 and 3; variance 16/12 · (9 − 48/56).
    const test = rankTest([1, 2, 2, 3], [2, 3, 3, 4]);
    const variance = (16 / 12) * (9 - 48 / 56);
    const z = (Math.abs((test?.u ?? 0) - 8) - 0.5) / Math.sqrt(variance);
    expect(test?.isExact).toBe(false);
    expect(test?.p).toBeCloseTo(2 * normalUpperTail(z), 12);
  });

  test('counting and the curve agree where they meet', () => {
    const before = Array.from({ length: 49 }, (_, index) => index * 2);
    const after = Array.from({ length: 49 }, (_, index) => index * 2 + 21);
    const counted = rankTest(before, after);
    const approximated = rankTest([...before, 20.5], [...after, 70.5]);
    expect(counted?.isExact).toBe(true);
    expect(approximated?.isExact).toBe(false);
    expect(Math.abs((counted?.p ?? 0) - (approximated?.p ?? 1))).toBeLessThan(0.01);
  });

  test('all values equal is no difference at all; nothing on a side is no test', () => {
    expect(rankTest([5, 5, 5], [5, 5])).toMatchObject({ p: 1, shareSmaller: 0.5 });
    expect(rankTest([], [1])).toBeNull();
  });
});

function* choose(of: number, count: number, from = 0): Generator<number[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= of - count; first += 1) {
    for (const rest of choose(of, count - 1, first + 1)) {
      yield [first, ...rest];
    }
  }
}
