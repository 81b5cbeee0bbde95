import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paceOf, reserveOf } from './pace.rules.ts';

const now = new Date('2026-03-02T09:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const allowance = (remaining: number, minutes = 30) => ({
  limit: 5000,
  remaining,
  resetAt: inMinutes(minutes),
});

describe('how soon the next call may go', () => {
  test('at once while nothing is known, or much is left', () => {
    expect(paceOf(null, 'background', now)).toEqual({ kind: 'go', waitMs: 0 });
    expect(paceOf(allowance(1000), 'background', now)).toEqual({ kind: 'go', waitMs: 0 });
  });

  test('spread over the time that is left, once less than a fifth is', () => {
    expect(paceOf(allowance(700), 'background', now)).toEqual({ kind: 'go', waitMs: 3000 });
  });

  test('an interactive call never waits for the spread, and may use the reserve', () => {
    expect(paceOf(allowance(700), 'interactive', now)).toEqual({ kind: 'go', waitMs: 0 });
    expect(paceOf(allowance(100), 'background', now)).toEqual({ kind: 'used-up' });
    expect(paceOf(allowance(100), 'interactive', now)).toEqual({ kind: 'go', waitMs: 0 });
    expect(paceOf(allowance(0), 'interactive', now)).toEqual({ kind: 'used-up' });
  });

  test('an hour that is over says nothing about the next one', () => {
    expect(paceOf(allowance(0, -1), 'background', now)).toEqual({ kind: 'go', waitMs: 0 });
  });

  test('the reserve of a small allowance is small', () => {
    expect([5000, 60, 1].map(reserveOf)).toEqual([100, 6, 0]);
  });

  test('whoever keeps the pace never uses the reserve up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15_000 }),
        fc.integer({ min: 1, max: 3600 }),
        (limit, seconds) => {
          let at = now.getTime();
          const resetAt = new Date(at + seconds * 1000);
          let remaining = limit;
          for (;;) {
            const pace = paceOf({ limit, remaining, resetAt }, 'background', new Date(at));
            if (pace.kind === 'used-up' || at >= resetAt.getTime()) {
              break;
            }
            at += pace.waitMs + 1;
            remaining -= 1;
          }
          expect(remaining).toBeGreaterThanOrEqual(reserveOf(limit));
        },
      ),
      { numRuns: 30 },
    );
  });
});
