import { describe, expect, test } from 'vitest';
import { bucketsOf } from '../time/buckets.ts';
import { counted } from './delivery.fixture.ts';
import { rateRecoveryTimes } from './recovery-time.metric.ts';

const monday = Date.UTC(2026, 2, 23) / 1000;
const HOUR = 3600;
const weeks = bucketsOf(monday, monday + 14 * 24 * HOUR, 'week', 'UTC');
const failed = (id: string, at: number, afterHours: number | null) => {
  const one = counted(id, at, { failure: 'confirmed' });
  const recoveredAt = afterHours === null ? null : one.finishedAt + afterHours * HOUR;
  return { ...one, recoveredAt };
};

describe('recovery time (B15, C20)', () => {
  test('counts where the service was well again, by type 7 percentiles from five on', () => {
    const all = [1, 2, 3, 4, 5].map((hours) => failed(`d${hours}`, hours, hours));
    const [first, second] = rateRecoveryTimes([...all, failed('late', 150, 30)], weeks);
    expect(first).toMatchObject({ n: 5, p50: 3 * HOUR, p75: 4 * HOUR, mean: 3 * HOUR });
    expect(first?.interval80).toEqual([2 * HOUR, 4 * HOUR]);
    expect(second).toMatchObject({
      n: 1,
      p50: null,
      p90: null,
      mean: 30 * HOUR,
      each: [30 * HOUR],
    });
  });

  test('what failed and is not well when the bucket closes is censored', () => {
    const all = [failed('a', 1, null), failed('b', 150, 30), failed('c', 2, 1)];
    expect(rateRecoveryTimes(all, weeks).map(({ censored }) => censored)).toEqual([2, 1]);
  });

  test('nothing failed: unknown, and not zero; a suspicion has no recovery', () => {
    const suspected = counted('s', 1, { failure: 'suspected', recoveredAt: monday + HOUR });
    expect(rateRecoveryTimes([counted('a', 1), suspected], weeks)[0]).toEqual({
      ...{
        n: 0,
        p50: null,
        p75: null,
        p90: null,
        mean: null,
        interval80: null,
        censored: 0,
        each: [],
      },
    });
  });
});
