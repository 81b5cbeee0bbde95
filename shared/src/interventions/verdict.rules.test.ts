import { describe, expect, test } from 'vitest';
import { judgeRatio, judgeShift } from './verdict.rules.ts';

const many = { before: 50, after: 40 };

describe('judgeShift', () => {
  test.each([
    ['clearly-less', many, { low: -78, high: -47 }],
    ['clearly-more', many, { low: 2, high: 9 }],
    ['about-the-same', many, { low: -20, high: 25 }],
    ['cannot-tell', many, { low: -80, high: 3 }],
    ['cannot-tell', many, { low: -3, high: 80 }],
    ['not-enough', { before: 9, after: 40 }, { low: -78, high: -47 }],
    ['not-enough', { before: 50, after: 9 }, { low: -78, high: -47 }],
    ['not-enough', many, null],
  ] as const)('%s', (verdict, counts, interval) => {
    expect(judgeShift(counts, interval, 100)).toBe(verdict);
  });

  test('an interval that ends at no difference leaves it possible', () => {
    expect(judgeShift(many, { low: -60, high: 0 }, 100)).toBe('cannot-tell');
  });
});

describe('judgeRatio', () => {
  test.each([
    ['clearly-less', 30, { low: 0.2, high: 0.9 }],
    ['clearly-more', 30, { low: 1.1, high: null }],
    ['about-the-same', 900, { low: 0.8, high: 1.2 }],
    ['cannot-tell', 20, { low: 0.3, high: 1.1 }],
    ['cannot-tell', 20, { low: 0.9, high: null }],
    ['not-enough', 4, { low: 0.0, high: 0.9 }],
    ['not-enough', 0, null],
  ] as const)('%s', (verdict, events, interval) => {
    expect(judgeRatio(events, interval)).toBe(verdict);
  });
});
