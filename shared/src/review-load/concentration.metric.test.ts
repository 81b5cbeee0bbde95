import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absenceFactor, concentrationOf, gini, herfindahl } from './concentration.metric.ts';

const amounts = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 4, maxLength: 40 });
const someWork = amounts.filter((list) => list.some((amount) => amount > 0));

describe('absence factor (B12)', () => {
  test('1000, 433, 343, 332, 202, 90, 42, 33: two hold 1 433 of 2 475, which is half or more', () => {
    expect(absenceFactor([1000, 433, 343, 332, 202, 90, 42, 33])).toBe(2);
    expect(absenceFactor([33, 1000, 42, 433, 90, 343, 202, 332])).toBe(2);
  });

  test('exactly a half is enough', () => {
    expect(absenceFactor([5, 3, 2])).toBe(1);
    expect(absenceFactor([1, 1, 1, 1])).toBe(2);
  });

  test('nobody and nothing have none', () => {
    expect(absenceFactor([])).toBeNull();
    expect(absenceFactor([0, 0])).toBeNull();
  });
});

describe('5 members, reviews 10, 0, 0, 0, 0 (B22)', () => {
  const reviews = [10, 0, 0, 0, 0];
  test('Gini is 0.8: the zeros count', () => {
    expect(gini(reviews)).toBeCloseTo(0.8, 12);
  });
  test('absence factor 1, effective 1.0', () => {
    expect(concentrationOf(reviews)).toEqual({ absenceFactor: 1, hhi: 1, effective: 1 });
  });
});

describe('Gini (B12)', () => {
  test('is null below four people, and where nothing was done', () => {
    expect(gini([1, 2, 3])).toBeNull();
    expect(gini([0, 0, 0, 0])).toBeNull();
  });

  test('is 0 where all did the same', () => {
    expect(gini([7, 7, 7, 7])).toBeCloseTo(0, 12);
  });

  test('equals the double sum over all pairs', () => {
    fc.assert(
      fc.property(someWork, (list) => {
        const total = list.reduce((sum, amount) => sum + amount, 0);
        const pairs = list.flatMap((a) => list.map((b) => Math.abs(a - b)));
        const double = pairs.reduce((sum, difference) => sum + difference, 0);
        expect(gini(list)).toBeCloseTo(double / (2 * list.length * total), 9);
      }),
    );
  });

  test('rises when somebody who did nothing joins', () => {
    fc.assert(
      fc.property(someWork, (list) => {
        expect(gini([...list, 0]) ?? 0).toBeGreaterThanOrEqual((gini(list) ?? 0) - 1e-12);
      }),
    );
  });
});

describe('effective reviewers (B12)', () => {
  test('n people who did equal parts are n', () => {
    expect(concentrationOf([3, 3, 3, 3, 3]).effective).toBeCloseTo(5, 12);
  });

  test('lie between 1 and the number of people, whoever did nothing', () => {
    fc.assert(
      fc.property(someWork, (list) => {
        const effective = concentrationOf([...list, 0, 0]).effective ?? 0;
        expect(effective).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(effective).toBeLessThanOrEqual(list.filter((amount) => amount > 0).length + 1e-9);
        expect(effective).toBeCloseTo(1 / (herfindahl(list) ?? 1), 9);
      }),
    );
  });
});
