import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialUpTo, clopperPearson } from './binomial.ts';
import { rateRatio } from './rate-ratio.ts';

describe('clopperPearson', () => {
  test.each([
    [0, 10, 0, 0.30849710781876083],
    [10, 10, 0.6915028921812392, 1],
    [5, 10, 0.18708602844739, 0.81291397155261],
    [1, 2, 0.01257911709342505, 0.987420882906575],
  ])('of %i in %i is %d to %d', (k, n, low, high) => {
    const [a, b] = clopperPearson(k, n);
    expect(a).toBeCloseTo(low, 9);
    expect(b).toBeCloseTo(high, 9);
  });

  test('its ends are where the tails reach 2.5 %', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 200 }), (k, more) => {
        const n = k + more;
        const [low, high] = clopperPearson(k, n);
        expect(1 - binomialUpTo(k - 1, n, low)).toBeCloseTo(0.025, 8);
        expect(binomialUpTo(k, n, high)).toBeCloseTo(0.025, 8);
      }),
    );
  });
});

describe('rateRatio', () => {
  test('the published example of two towns: 1.971488, 0.8584264 to 4.2772659, p 0.07967', () => {
    const found = rateRatio({ events: 21, exposure: 3011 }, { events: 11, exposure: 800 });
    expect(found?.ratio).toBeCloseTo(1.971488, 6);
    expect(found?.low).toBeCloseTo(0.8584264, 6);
    expect(found?.high).toBeCloseTo(4.2772659, 6);
    expect(found?.p).toBeCloseTo(0.07967, 5);
  });

  test('nothing before has a lower bound alone; nothing after an upper one', () => {
    const started = rateRatio({ events: 0, exposure: 100 }, { events: 6, exposure: 100 });
    expect(started).toMatchObject({ ratio: null, high: null });
    expect(started?.low).toBeGreaterThan(1);
    const ended = rateRatio({ events: 6, exposure: 100 }, { events: 0, exposure: 100 });
    expect(ended).toMatchObject({ ratio: 0, low: 0 });
    expect(ended?.high).toBeLessThan(1);
  });

  test('nothing at all, or nothing that it could have happened in, is unknown', () => {
    expect(rateRatio({ events: 0, exposure: 9 }, { events: 0, exposure: 9 })).toBeNull();
    expect(rateRatio({ events: 1, exposure: 0 }, { events: 1, exposure: 9 })).toBeNull();
  });

  test('the interval holds the ratio, and swapping the sides turns it over', () => {
    const side = fc.record({
      events: fc.integer({ min: 1, max: 80 }),
      exposure: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(side, side, (before, after) => {
        const [there, back] = [rateRatio(before, after), rateRatio(after, before)];
        expect(there?.low).toBeLessThanOrEqual(there?.ratio ?? 0);
        expect(there?.high).toBeGreaterThanOrEqual(there?.ratio ?? 0);
        expect((there?.low ?? 0) * (back?.high ?? 0)).toBeCloseTo(1, 6);
        expect(there?.p).toBeCloseTo(back?.p ?? -1, 6);
      }),
    );
  });
});
