import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationTicks, logDurationTicks } from './duration-ticks.ts';

const labels = (ticks: { label: string }[]) => ticks.map((t) => t.label.replace('\u00a0', ' '));

describe('durationTicks', () => {
  it('counts in steps that people count in', () => {
    expect(labels(durationTicks(4.2 * 86_400))).toEqual(['0', '1 d', '2 d', '3 d', '4 d', '5 d']);
    expect(labels(durationTicks(10 * 3600))).toEqual(['0', '2 h', '4 h', '6 h', '8 h', '10 h']);
    expect(labels(durationTicks(50 * 60))).toEqual([
      '0',
      '10 min',
      '20 min',
      '30 min',
      '40 min',
      '50 min',
    ]);
  });

  it('says half days in hours, where "2 d" would stand twice', () => {
    expect(labels(durationTicks(40 * 3600, 4))).toEqual(['0', '12 h', '24 h', '36 h', '48 h']);
    expect(labels(durationTicks(70 * 60))).toEqual([
      '0',
      '15 min',
      '30 min',
      '45 min',
      '60 min',
      '75 min',
    ]);
  });

  it('has no label twice, on whatever scale', () => {
    const exponents = fc.double({ min: -2, max: 9.5, noNaN: true });
    fc.assert(
      fc.property(exponents, fc.integer({ min: 1, max: 8 }), (exponent, most) => {
        const ticks = durationTicks(10 ** exponent, most);
        expect(new Set(labels(ticks)).size).toBe(ticks.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('covers the largest value with few, evenly spaced ticks', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (max) => {
        const ticks = durationTicks(max);
        expect(ticks.at(-1)?.value).toBeGreaterThanOrEqual(max);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks[0]?.value).toBe(0);
        expect(new Set(labels(ticks)).size).toBe(ticks.length);
      }),
    );
  });
});

describe('logDurationTicks', () => {
  it('reaches beyond both ends', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        (a, b) => {
          const ticks = logDurationTicks(Math.min(a, b), Math.max(a, b));
          expect(ticks[0]?.value).toBeLessThanOrEqual(Math.min(a, b));
          expect(ticks.at(-1)?.value).toBeGreaterThanOrEqual(Math.max(a, b));
          expect(ticks.length).toBeGreaterThanOrEqual(2);
        },
      ),
    );
  });
});
