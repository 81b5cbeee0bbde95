import { describe, expect, it } from 'vitest';
import { expiresAtOf } from './token-expiry.rules.ts';

const now = new Date('2026-03-03T09:00:00Z');

describe('the end of a token', () => {
  it.each([
    ['never', null],
    [{ days: 30 }, '2026-04-02T09:00:00.000Z'],
    [{ days: 365 }, '2027-03-03T09:00:00.000Z'],
    [{ at: '2026-03-04T00:00:00Z' }, '2026-03-04T00:00:00.000Z'],
  ] as const)('of %j is %s', (expiry, end) => {
    expect(expiresAtOf(expiry, now)?.toISOString() ?? null).toBe(end);
  });

  it.each(['2026-03-03T09:00:00Z', '2020-01-01T00:00:00Z', '2036-03-05T00:00:00Z'])(
    'is not %s: it lies ahead, within ten years',
    (at) => {
      expect(() => expiresAtOf({ at }, now)).toThrow('a day to come');
    },
  );
});
