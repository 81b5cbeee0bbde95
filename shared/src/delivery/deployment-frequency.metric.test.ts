import { describe, expect, test } from 'vitest';
import { bucketsOf } from '../time/buckets.ts';
import { counted, hour } from './delivery.fixture.ts';
import { countDeployments, rateFrequency } from './deployment-frequency.metric.ts';

const monday = Date.UTC(2026, 2, 23) / 1000;
const DAY = 86_400;
const days = (count: number) => ({
  ...{ from: monday, to: monday + count * DAY, now: monday + 400 * DAY, timeZone: 'UTC' },
});
/** One at noon of each of these days after the Monday. */
const onDays = (...list: number[]) => list.map((day) => counted(`d${day}`, day * 24 + 3));

describe('deployments per bucket', () => {
  test('are 0 where there are none; the same again does not count; several on a day are one day', () => {
    const weeks = bucketsOf(monday, monday + 21 * DAY, 'week', 'UTC');
    const all = [
      counted('a', 1),
      counted('b', 2),
      counted('c', 26),
      counted('again', 27, { isCounted: false }),
      counted('d', 24 * 15),
    ];
    expect(countDeployments(all, weeks, 'UTC')).toEqual([
      { deployments: 3, daysWithDeployment: 2 },
      { deployments: 0, daysWithDeployment: 0 },
      { deployments: 1, daysWithDeployment: 1 },
    ]);
  });

  test('a day is a day of the zone, also across the change of clocks (B0.8)', () => {
    const zone = 'Europe/Berlin';
    const weeks = bucketsOf(monday - 3600, monday + 14 * DAY, 'week', zone);
    // Saturday 23:30 and Sunday 00:30 UTC: one o'clock and half past two are both Sunday in Berlin.
    const all = [counted('a', 134.5), counted('b', 136)];
    expect(hour(134.5).toISOString()).toBe('2026-03-28T23:30:00.000Z');
    expect(countDeployments(all, weeks, zone)[0]).toEqual({
      ...{ deployments: 2, daysWithDeployment: 1 },
    });
  });
});

describe('how often (B15)', () => {
  test('is divided by the days of the period that were seen, not by the period', () => {
    const all = onDays(21, 22, 24, 27);
    const firstAt = all[0]?.finishedAt ?? 0;
    const { perWeek } = rateFrequency(all, firstAt, { ...days(28), timeZone: 'UTC' });
    const seenDays = (monday + 28 * DAY - firstAt) / DAY;
    expect(perWeek).toBeCloseTo((4 / seenDays) * 7);
  });

  test('9 deployments in 30 days are 2.1 a week; the five days of a working week are no divisor', () => {
    const all = onDays(0, 3, 6, 9, 12, 15, 18, 21, 24);
    expect(rateFrequency(all, monday - 90 * DAY, days(30)).perWeek).toBeCloseTo(2.1);
  });

  test('a period that lasts until later counts up to now', () => {
    const now = monday + 14 * DAY;
    const { perWeek } = rateFrequency(onDays(1, 8), monday - DAY, { ...days(90), now });
    expect(perWeek).toBeCloseTo(1);
  });

  test.each([
    ['daily', [0, 1, 2, 7, 8, 9, 14, 15, 16, 21, 22, 23]],
    ['weekly', [0, 7, 14, 21]],
    ['weekly', [0, 1, 2, 7, 14, 21]],
    ['monthly', [10, 40, 70]],
    ['yearly', [10]],
  ])('medians of the weeks make it %s', (pace, list) => {
    const length = pace === 'monthly' || pace === 'yearly' ? 130 : 28;
    expect(rateFrequency(onDays(...list), monday - 90 * DAY, days(length)).pace).toBe(pace);
  });

  test('nothing seen yet is unknown, and not never', () => {
    expect(rateFrequency([], null, days(28))).toEqual({
      ...{ deployments: 0, perWeek: null, daysPerWeek: null, pace: null },
    });
    expect(rateFrequency([], monday - DAY, days(28))).toMatchObject({ perWeek: 0, pace: 'yearly' });
  });
});
