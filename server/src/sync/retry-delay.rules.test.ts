import { describe, expect, it } from 'vitest';
import { type FailedTry, retryDelayMs } from './retry-delay.rules.ts';

const MINUTE_MS = 60_000;
const rules = { firstRetryMs: MINUTE_MS, maxMs: 15 * MINUTE_MS };
const now = new Date('2026-03-02T10:00:00Z');
const failed = (more: Partial<FailedTry>): FailedTry => ({
  ...{ code: 'upstream_unavailable', failures: 0, resetAt: null, now },
  ...more,
});

describe('the wait before the next try', () => {
  it('doubles with each failure, and is a quarter of an hour at most', () => {
    const minutes = [0, 1, 2, 3, 4, 9].map(
      (failures) => (retryDelayMs(rules, failed({ failures })) ?? 0) / MINUTE_MS,
    );
    expect(minutes).toEqual([1, 2, 4, 8, 15, 15]);
  });

  it('lasts until the allowance is new when that is used up, an hour at most', () => {
    const limited = { code: 'upstream_rate_limited' } as const;
    const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS);
    const wait = (resetAt: Date) =>
      (retryDelayMs(rules, failed({ ...limited, resetAt })) ?? 0) / MINUTE_MS;
    expect(wait(inMinutes(40))).toBe(40);
    expect(wait(inMinutes(-5))).toBe(1);
    expect(wait(inMinutes(600))).toBe(60);
    expect(retryDelayMs(rules, failed(limited))).toBe(MINUTE_MS);
  });

  it('does not look at the reset when something else went wrong', () => {
    const resetAt = new Date(now.getTime() + 40 * MINUTE_MS);
    expect(retryDelayMs(rules, failed({ resetAt }))).toBe(MINUTE_MS);
  });

  it('does not come where only a person can mend what is wrong', () => {
    for (const code of [
      'upstream_unauthenticated',
      'upstream_forbidden',
      'upstream_not_found',
    ] as const) {
      expect(retryDelayMs(rules, failed({ code }))).toBeNull();
    }
  });

  it('has no end after ten failures, or where nothing shall be tried again', () => {
    expect(retryDelayMs(rules, failed({ failures: 10 }))).toBeNull();
    expect(retryDelayMs({ ...rules, maxMs: null }, failed({}))).toBeNull();
  });
});
