import { describe, expect, it } from 'vitest';
import { historyFrom } from './history-from.rules.ts';

describe('how far back a new repository is read', () => {
  it.each([
    [3, '2026-11-22T10:30:00Z', '2026-08-22T00:00:00.000Z'],
    [6, '2026-08-31T10:30:00Z', '2026-02-28T00:00:00.000Z'],
    [12, '2024-02-29T23:59:59Z', '2023-02-28T00:00:00.000Z'],
    [24, '2026-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z'],
  ] as const)('%i months before %s is %s', (months, now, expected) => {
    expect(historyFrom(months, new Date(now))?.toISOString()).toBe(expected);
  });

  it('is unlimited for "all of it"', () => {
    expect(historyFrom(null, new Date('2026-11-22T10:30:00Z'))).toBeNull();
  });
});
