import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Instant, instantOf } from './instant.ts';
import { offHours, workingSpans } from './off-hours.ts';
import { defaultWorkCalendar, type WorkCalendar, workSeconds } from './work-calendar.ts';

const HOUR = 3600;
const at = (text: string) => instantOf(new Date(text));
const berlin: WorkCalendar = { ...defaultWorkCalendar, timeZone: 'Europe/Berlin' };
const aroundTheClock: WorkCalendar = {
  timeZone: 'Europe/Berlin',
  weeklyHours: Array.from({ length: 7 }, () => [{ fromMinute: 0, toMinute: 1440 }]),
  holidaysOn: [],
};

describe('workSeconds', () => {
  test.each([
    ['Friday 20:00 to Saturday 08:00 is none (B22)', '2026-03-27T20:00Z', '2026-03-28T08:00Z', 0],
    ['inside one day', '2026-03-23T10:00Z', '2026-03-23T12:30Z', 2.5],
    ['over a night', '2026-03-23T16:00Z', '2026-03-24T10:00Z', 2],
    ['over a weekend', '2026-03-27T16:00Z', '2026-03-30T10:00Z', 2],
    ['a whole week is forty hours', '2026-03-23T00:00Z', '2026-03-30T00:00Z', 40],
    ['a year of 261 working days', '2026-01-01T00:00Z', '2027-01-01T00:00Z', 261 * 8],
    ['before 1970 the week still begins on Monday', '1969-12-29T00:00Z', '1970-01-05T00:00Z', 40],
    ['an end before its start', '2026-03-24T12:00Z', '2026-03-23T12:00Z', 0],
  ])('UTC office hours: %s', (_, from, to, hours) => {
    expect(workSeconds(defaultWorkCalendar, at(from), at(to))).toBe(hours * HOUR);
  });

  test.each([
    ['the Monday after clocks went forward', '2026-03-29T00:00Z', '2026-03-30T08:00Z', 1],
    ['the Monday after clocks went back', '2026-10-25T00:00Z', '2026-10-26T09:00Z', 1],
  ])('Berlin office hours: %s (B22)', (_, from, to, hours) => {
    expect(workSeconds(berlin, at(from), at(to))).toBe(hours * HOUR);
  });

  test('around the clock, a local day has 23, 24 or 25 hours (B13)', () => {
    const day = (from: string, to: string) => workSeconds(aroundTheClock, at(from), at(to)) / HOUR;
    expect(day('2026-03-28T23:00Z', '2026-03-29T22:00Z')).toBe(23);
    expect(day('2026-10-24T22:00Z', '2026-10-25T23:00Z')).toBe(25);
  });

  test('a holiday has no working hours; one on a Sunday takes nothing away', () => {
    const calendar = { ...defaultWorkCalendar, holidaysOn: ['2026-03-25', '2026-03-29'] };
    expect(workSeconds(calendar, at('2026-03-23T00:00Z'), at('2026-03-30T00:00Z'))).toBe(32 * HOUR);
    expect(workSeconds(calendar, at('2026-03-25T10:00Z'), at('2026-03-25T12:00Z'))).toBe(0);
  });
});

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const calendars = fc.record({
  timeZone: fc.constantFrom(...zones),
  weeklyHours: fc.array(
    fc.constantFrom(
      [],
      [{ fromMinute: 540, toMinute: 1020 }],
      [
        { fromMinute: 480, toMinute: 720 },
        { fromMinute: 780, toMinute: 1050 },
      ],
    ),
    { minLength: 7, maxLength: 7 },
  ),
  holidaysOn: fc.uniqueArray(fc.constantFrom('2026-03-27', '2026-03-30', '2026-10-26')),
});
const instants = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2026-12-31T00:00Z') });

describe('properties of the work clock', () => {
  test('equals the sum over local days of windows put into UTC (B13)', () => {
    fc.assert(
      fc.property(calendars, instants, fc.nat(20 * 86_400), (calendar, from, length) => {
        const to = from + length;
        expect(workSeconds(calendar, from, to)).toBe(integrateByDay(calendar, from, to));
      }),
      { numRuns: 150 },
    );
  });

  test('adds up over a cut, and never exceeds the wall clock', () => {
    fc.assert(
      fc.property(calendars, instants, fc.nat(9e6), fc.nat(9e6), (calendar, from, a, b) => {
        const whole = workSeconds(calendar, from, from + a + b);
        const parts =
          workSeconds(calendar, from, from + a) + workSeconds(calendar, from + a, from + a + b);
        expect(whole).toBe(parts);
        expect(whole).toBeGreaterThanOrEqual(0);
        expect(whole).toBeLessThanOrEqual(a + b);
      }),
    );
  });

  test('working and off hours tile any stretch', () => {
    fc.assert(
      fc.property(calendars, instants, fc.nat(30 * 86_400), (calendar, from, length) => {
        const to = from + length;
        const work = workingSpans(calendar, from, to);
        const off = offHours(calendar, from, to);
        expect(lengthOf(work)).toBe(workSeconds(calendar, from, to));
        expect(lengthOf(work) + lengthOf(off)).toBe(length);
      }),
      { numRuns: 100 },
    );
  });
});

function lengthOf(spans: readonly { from: number; to: number }[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** The same by another way: local dates one by one, with Temporal's own zone arithmetic. */
function integrateByDay(calendar: WorkCalendar, from: Instant, to: Instant): number {
  const zoned = (instant: Instant) =>
    Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(calendar.timeZone);
  const last = zoned(to).toPlainDate();
  let seconds = 0;
  let day = zoned(from).toPlainDate();
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    const windows = calendar.holidaysOn.includes(day.toString())
      ? []
      : (calendar.weeklyHours[day.dayOfWeek - 1] ?? []);
    for (const { fromMinute, toMinute } of windows) {
      const start = zonedSecond(day, fromMinute, calendar.timeZone);
      const end = zonedSecond(day, toMinute, calendar.timeZone);
      seconds += Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
    day = day.add({ days: 1 });
  }
  return seconds;
}

function zonedSecond(day: Temporal.PlainDate, minute: number, timeZone: string): Instant {
  const time = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds / 1000;
}
