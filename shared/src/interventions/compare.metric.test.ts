import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDurations } from './compare-durations.metric.ts';
import { compareRates } from './compare-rates.metric.ts';

const HOUR = 3600;
const around = (hours: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    Math.round((hours + ((index * 37) % 41) - 20) * HOUR),
  );

describe('compareDurations', () => {
  test('four days that became one are clearly less, with an interval that leaves no difference out', () => {
    const found = compareDurations(around(96, 40), around(22, 44));
    expect(found.verdict).toBe('clearly-less');
    expect(found.shift?.shift).toBeCloseTo(-74 * HOUR, -4);
    expect(found.shift?.high).toBeLessThan(0);
    expect(found.before.n).toBe(40);
    expect(found.test?.shareSmaller).toBeGreaterThan(0.95);
  });

  test('fewer than ten on a side are shown and not judged, fewer than five have no median', () => {
    const nine = compareDurations(around(96, 9), around(22, 40));
    expect(nine).toMatchObject({ verdict: 'not-enough' });
    expect(nine.shift).not.toBeNull();
    const four = compareDurations(around(96, 4), around(22, 40));
    expect(four).toMatchObject({ shift: null, test: null, before: { n: 4, p50: null } });
  });

  test('nothing on either side is nothing known, and no zero', () => {
    expect(compareDurations([], [])).toMatchObject({
      before: { n: 0, p50: null, interval80: null },
      shift: null,
      verdict: 'not-enough',
    });
  });

  test('the same numbers on both sides are never a clear difference', () => {
    const list = fc.array(fc.integer({ min: 0, max: 900_000 }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(list, (seconds) => {
        expect(compareDurations(seconds, seconds).verdict).not.toMatch(/^clearly/);
      }),
    );
  });
});

describe('compareRates', () => {
  test('incidents per merged change that halved, with few of them, can not be told', () => {
    const found = compareRates({ events: 12, exposure: 300 }, { events: 6, exposure: 330 });
    expect(found.ratio?.ratio).toBeCloseTo(0.4545, 4);
    expect(found.ratio?.high).toBeGreaterThan(1);
    expect(found.verdict).toBe('cannot-tell');
  });

  test('as many more of them make it clear', () => {
    const found = compareRates({ events: 60, exposure: 1500 }, { events: 30, exposure: 1650 });
    expect(found.verdict).toBe('clearly-less');
  });
});
