import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, weekdayOf } from './calendar-day.ts';
import { startOfDay } from './local-day.ts';

describe('calendar days', () => {
  it.each([
    ['2026-03-28T23:30:00Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T21:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30'],
    ['2026-03-29T22:00:00Z', 'America/Los_Angeles', '2026-03-29'],
    ['2025-12-31T10:00:00Z', 'Pacific/Kiritimati', '2026-01-01'],
    ['2026-01-01T09:59:59Z', 'Pacific/Pago_Pago', '2025-12-31'],
  ])('at %s it is in %s the %s', (at, zone, day) => {
    expect(dayOf(Date.parse(at), zone)).toBe(day);
  });

  it('a change of clocks neither repeats nor skips a day', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
    const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01', n));
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, (zone, day) => {
        const start = startOfDay(day, zone) * 1000;
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(start - 1000, zone)).toBe(addDays(day, -1));
        expect(daysBetween(day, addDays(day, 7))).toBe(7);
        expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day));
      }),
    );
  });

  it('weeks begin on Monday', () => {
    expect(weekdayOf('2026-03-02')).toBe(0);
    expect(weekdayOf('2026-03-01')).toBe(6);
  });
});
