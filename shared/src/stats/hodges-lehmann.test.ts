import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hodgesLehmann, intervalRank } from './hodges-lehmann.ts';
import { ascending, percentile } from './percentile.ts';
import { selectDifference } from './select-difference.ts';

const seconds = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 });
const anyNumbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 25,
});

function allDifferences(before: readonly number[], after: readonly number[]): number[] {
  return ascending(after.flatMap((late) => before.map((early) => late - early)));
}

/** Hollander and Wolfe's permeability of human chorioamnion: at term, and at 12 to 26 weeks. */
const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const early = [1.15, 0.88, 0.9, 0.74, 1.21];

describe('selectDifference', () => {
  test('equals sorting all differences, at every rank, for whole and other numbers', () => {
    fc.assert(
      fc.property(fc.oneof(seconds, anyNumbers), fc.oneof(seconds, anyNumbers), (x, y) => {
        const all = allDifferences(x, y);
        const [before, after] = [ascending(x), ascending(y)];
        for (const rank of [1, 2, Math.ceil(all.length / 2), all.length - 1, all.length]) {
          const within = Math.min(all.length, Math.max(1, rank));
          // Not toBe: −0 and 0 are one difference.
          expect(selectDifference(before, after, within) - (all[within - 1] ?? 0)).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('finds the middle of a hundred million differences', () => {
    const before = Array.from({ length: 10_000 }, (_, index) => index * 97);
    const after = before.map((value) => value + 12_345);
    const middle = selectDifference(before, after, 50_000_000);
    expect(middle).toBe(12_345);
  });
});

describe('hodgesLehmann', () => {
  test('is the median of all differences, and its ends are differences', () => {
    fc.assert(
      fc.property(seconds, seconds, (before, after) => {
        const all = allDifferences(before, after);
        const shift = hodgesLehmann(before, after);
        expect(shift?.shift).toBe(percentile(all, 0.5));
        const rank = intervalRank(before.length, after.length, 0.95);
        expect(shift?.low).toBe(all[rank - 1]);
        expect(shift?.high).toBe(all[all.length - rank]);
      }),
    );
  });

  test('gives the published example its estimate and the ends that the tables name', () => {
    const shift = hodgesLehmann(early, atTerm, 0.96);
    expect(shift?.shift).toBeCloseTo(0.305, 10);
    // The tables: 9th smallest and 9th largest of the 50 differences at 96 %.
    expect(intervalRank(5, 10, 0.96)).toBe(9);
    const all = allDifferences(early, atTerm);
    expect([shift?.low, shift?.high]).toEqual([all[8], all[41]]);
    expect(shift?.low).toBeCloseTo(-0.15, 10);
    expect(shift?.high).toBeCloseTo(0.76, 10);
  });

  test('moving every value after by the same moves the shift and both ends by it', () => {
    fc.assert(
      fc.property(seconds, seconds, fc.integer({ min: -999, max: 999 }), (before, after, by) => {
        const [plain, moved] = [
          hodgesLehmann(before, after),
          hodgesLehmann(
            before,
            after.map((value) => value + by),
          ),
        ];
        expect(moved?.shift).toBe((plain?.shift ?? 0) + by);
        expect(moved?.low).toBe((plain?.low ?? 0) + by);
        expect(moved?.high).toBe((plain?.high ?? 0) + by);
      }),
    );
  });

  test('swapping the sides turns the sign and the ends', () => {
    fc.assert(
      fc.property(seconds, seconds, (x, y) => {
        const [there, back] = [hodgesLehmann(x, y), hodgesLehmann(y, x)];
        expect((there?.shift ?? 0) + (back?.shift ?? 0)).toBe(0);
        expect((there?.low ?? 0) + (back?.high ?? 0)).toBe(0);
      }),
    );
  });

  test('holds the true shift about as often as it says, counted and approximated', () => {
    const next = sequence(20261122);
    for (const size of [20, 60]) {
      let held = 0;
      for (let round = 0; round < 400; round += 1) {
        const before = Array.from({ length: size }, () => -Math.log(next()));
        const after = Array.from({ length: size }, () => 1 - Math.log(next()));
        const shift = hodgesLehmann(before, after);
        held += (shift?.low ?? 9) <= 1 && 1 <= (shift?.high ?? 0) ? 1 : 0;
      }
      expect(held / 400).toBeGreaterThan(0.92);
      expect(held / 400).toBeLessThan(0.985);
    }
  });

  test('nothing on a side is no shift', () => {
    expect(hodgesLehmann([], [1])).toBeNull();
    expect(hodgesLehmann([1], [])).toBeNull();
  });
});

/** A small generator of numbers in (0, 1), the same at each run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
}
