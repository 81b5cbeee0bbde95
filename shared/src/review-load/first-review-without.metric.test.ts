import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FirstReview, pickupWithout } from './first-review-without.metric.ts';
import { seededRandom } from './seeded-random.ts';

const hours = (reviewer: string, pickup: number, next: number | null = null): FirstReview => ({
  reviewer,
  pickupSeconds: pickup * 3_600,
  nextSeconds: next === null ? null : next * 3_600,
});

describe('the first review without somebody', () => {
  const quick = [1, 2, 3, 2, 1, 2].map((time) => hours('mira', time, time + 20));
  const slow = [hours('olu', 30), hours('olu', 26)];

  test('takes the next reviewer where there was one', () => {
    const without = pickupWithout([...quick, ...slow], 'mira', 1);
    expect(without).toMatchObject({ n: 8, byPerson: 6, replaced: 6, othersLeft: 1 });
    expect(without.medianSeconds).toBe(2 * 3_600);
    expect(without.projectedSeconds ?? 0).toBeGreaterThan(20 * 3_600);
    const [low, high] = without.interval80 ?? [0, 0];
    expect(low).toBeLessThanOrEqual(without.projectedSeconds ?? 0);
    expect(high).toBeGreaterThanOrEqual(without.projectedSeconds ?? 0);
  });

  test('changes nothing where they gave no first review, but for the chance of the draw', () => {
    const without = pickupWithout([...slow, ...slow, ...slow], 'mira', 1);
    expect(without.byPerson).toBe(0);
    expect(without.interval80?.[0]).toBeGreaterThanOrEqual(26 * 3_600);
    expect(without.interval80?.[1]).toBeLessThanOrEqual(30 * 3_600);
  });

  test('says nothing where nobody is left, or where there are fewer than five', () => {
    const alone = quick.map((one) => ({ ...one, nextSeconds: null }));
    expect(pickupWithout(alone, 'mira', 1)).toMatchObject({
      othersLeft: 0,
      projectedSeconds: null,
      interval80: null,
    });
    expect(pickupWithout(slow, 'mira', 1)).toMatchObject({
      medianSeconds: null,
      projectedSeconds: null,
    });
  });

  test('is the same for the same seed', () => {
    const reviews = fc.array(
      fc.record({
        reviewer: fc.constantFrom('mira', 'olu', 'ana'),
        pickupSeconds: fc.integer({ min: 0, max: 1e6 }),
        nextSeconds: fc.option(fc.integer({ min: 0, max: 1e6 })),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(reviews, fc.integer(), (list, seed) => {
        expect(pickupWithout(list, 'mira', seed)).toEqual(pickupWithout(list, 'mira', seed));
      }),
      { numRuns: 20 },
    );
  });
});

test('seeded numbers lie in 0..1 and fill it', () => {
  const random = seededRandom(7);
  const drawn = Array.from({ length: 2_000 }, random);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  expect(mean).toBeGreaterThan(0.47);
  expect(mean).toBeLessThan(0.53);
});
