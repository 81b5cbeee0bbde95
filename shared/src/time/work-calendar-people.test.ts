import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { instantOf } from './instant.ts';
import { workingSpans } from './off-hours.ts';
import { defaultWorkCalendar, type WorkCalendar, workSeconds } from './work-calendar.ts';
import { wholeDayCalendar } from './work-calendar-days.ts';
import { calendarOfPerson } from './work-calendar-of-person.ts';
import { calendarOfAny, countCalendars, isAtWork } from './work-calendar-union.ts';

const HOUR = 3600;
const at = (text: string) => instantOf(new Date(text));
const { weeklyHours } = defaultWorkCalendar;
const inZone = (timeZone: string): WorkCalendar => ({ ...defaultWorkCalendar, timeZone });

describe('Friday 20:00 to Saturday 08:00 (B22)', () => {
  const from = at('2026-03-20T20:00Z');
  const to = at('2026-03-21T08:00Z');

  test('is twelve hours of the wall and none of work', () => {
    expect([to - from, workSeconds(defaultWorkCalendar, from, to)]).toEqual([12 * HOUR, 0]);
  });

  test('is four hours where whole days count (B13)', () => {
    const whole = wholeDayCalendar(defaultWorkCalendar);
    expect(workSeconds(whole, from, to)).toBe(4 * HOUR);
    expect(workSeconds(whole, from, at('2026-03-23T08:00Z'))).toBe(12 * HOUR);
  });

  test('is none where that Friday is a holiday', () => {
    const whole = wholeDayCalendar({ ...defaultWorkCalendar, holidaysOn: ['2026-03-20'] });
    expect(workSeconds(whole, from, to)).toBe(0);
  });
});

describe('the week in which clocks change: a review from Sunday to Monday has the local hours (B22)', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T18:00+02:00', '2026-03-30T10:30+02:00', 1.5],
    ['Europe/Berlin', '2026-10-25T18:00+01:00', '2026-10-26T10:30+01:00', 1.5],
    ['America/New_York', '2026-03-08T01:00-05:00', '2026-03-09T11:00-04:00', 2],
    ['Australia/Lord_Howe', '2026-04-05T01:00+11:00', '2026-04-06T09:45+10:30', 0.75],
  ])('%s from %s to %s', (zone, from, to, hours) => {
    expect(workSeconds(inZone(zone), at(from), at(to))).toBe(hours * HOUR);
  });
});

describe('calendarOfPerson', () => {
  test('has neither public holidays nor the days away; the first day back is worked', () => {
    const calendar = calendarOfPerson(
      { timeZone: 'UTC', workingHours: weeklyHours },
      [{ fromOn: '2026-03-24', toOn: '2026-03-26' }],
      ['2026-03-27', '2026-03-24'],
    );
    expect(calendar.holidaysOn).toEqual(['2026-03-24', '2026-03-25', '2026-03-27']);
    expect(workSeconds(calendar, at('2026-03-23T00:00Z'), at('2026-03-30T00:00Z'))).toBe(16 * HOUR);
  });
});

describe('isAtWork', () => {
  test('holds from the first second of work to before the last, by the local clock', () => {
    const tokyo = inZone('Asia/Tokyo');
    expect(isAtWork(tokyo, at('2026-03-23T00:00:00Z'))).toBe(true);
    expect(isAtWork(tokyo, at('2026-03-22T23:59:59Z'))).toBe(false);
    expect(isAtWork(tokyo, at('2026-03-23T07:59:59Z'))).toBe(true);
    expect(isAtWork(tokyo, at('2026-03-23T08:00:00Z'))).toBe(false);
    const away = { ...tokyo, holidaysOn: ['2026-03-23'] };
    expect(isAtWork(away, at('2026-03-23T04:00:00Z'))).toBe(false);
  });
});

function workSecondsOfAny(calendars: readonly WorkCalendar[], from: number, to: number): number {
  const any = calendarOfAny(calendars);
  return any === null ? 0 : workSeconds(any, from, to);
}

describe('calendarOfAny', () => {
  const berlin = inZone('Europe/Berlin');
  const newYork = inZone('America/New_York');
  const from = at('2026-06-01T00:00Z');
  const to = at('2026-06-02T00:00Z');

  test('counts an hour that two of them work once', () => {
    // 07–15 and 13–21 UTC in summer.
    expect(workSecondsOfAny([berlin, newYork], from, to)).toBe(14 * HOUR);
    expect(workSecondsOfAny([berlin, { ...berlin }], from, to)).toBe(8 * HOUR);
  });

  test('is one object for the same calendars in any order, so that their hours are worked out once', () => {
    const any = calendarOfAny([berlin, newYork]);
    expect(calendarOfAny([{ ...newYork }, { ...berlin }, newYork])).toBe(any);
    expect(any === null ? 0 : countCalendars(any)).toBe(2);
    expect(calendarOfAny([berlin, { ...berlin }])).toEqual(berlin);
  });

  test('over years comes to what its stretches do, from any second to any other', () => {
    const any = calendarOfAny([berlin, newYork]);
    for (const [start, end] of [
      ['2024-01-03T10:11:12Z', '2026-07-01T15:16:17Z'],
      ['2026-06-01T09:00:00Z', '2026-06-01T09:00:01Z'],
      ['1969-12-30T00:00:00Z', '1970-01-02T00:00:00Z'],
    ] as const) {
      const spans = any === null ? [] : workingSpans(any, at(start), at(end));
      expect(workSecondsOfAny([berlin, newYork], at(start), at(end))).toBe(
        spans.reduce((sum, span) => sum + span.to - span.from, 0),
      );
    }
  });

  test('is none when nobody is there', () => {
    expect(workSecondsOfAny([], from, to)).toBe(0);
    expect(workSecondsOfAny([{ ...berlin, holidaysOn: ['2026-06-01'] }], from, to)).toBe(0);
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
];
const windows = fc.constantFrom(
  [],
  [{ fromMinute: 540, toMinute: 1020 }],
  [{ fromMinute: 0, toMinute: 1440 }],
  [
    { fromMinute: 0, toMinute: 150 },
    { fromMinute: 1290, toMinute: 1440 },
  ],
);
const calendars = fc.record({
  timeZone: fc.constantFrom(...zones),
  weeklyHours: fc.array(windows, { minLength: 7, maxLength: 7 }),
  holidaysOn: fc.uniqueArray(fc.constantFrom('2026-03-08', '2026-03-30', '2026-10-26')),
});
/** Whole minutes around the days on which the zones change their clocks. */
const minutes = fc
  .tuple(
    fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24'),
    fc.nat(2 * 1440),
    fc.nat(3 * 1440),
  )
  .map(([day, offset, length]) => {
    const from = at(`${day}T00:00Z`) + offset * 60;
    return { from, to: from + length * 60 };
  });

describe('counted minute by minute', () => {
  test('one calendar comes to the same', () => {
    fc.assert(
      fc.property(calendars, minutes, (calendar, { from, to }) => {
        expect(workSeconds(calendar, from, to)).toBe(countMinutes([calendar], from, to));
      }),
      { numRuns: 60 },
    );
  });

  test('several come to the same, and never to more than the wall clock', () => {
    fc.assert(
      fc.property(fc.array(calendars, { maxLength: 3 }), minutes, (several, { from, to }) => {
        const seconds = workSecondsOfAny(several, from, to);
        expect(seconds).toBe(countMinutes(several, from, to));
        expect(seconds).toBeLessThanOrEqual(to - from);
        for (const one of several) {
          expect(seconds).toBeGreaterThanOrEqual(workSeconds(one, from, to));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** By what the clock on the wall shows at each minute, with Temporal's own zone arithmetic. */
function countMinutes(several: readonly WorkCalendar[], from: number, to: number): number {
  let seconds = 0;
  for (let minute = from; minute < to; minute += 60) {
    if (several.some((calendar) => worksAt(calendar, minute))) {
      seconds += 60;
    }
  }
  return seconds;
}

function worksAt({ timeZone, weeklyHours: week, holidaysOn }: WorkCalendar, minute: number) {
  const local = Temporal.Instant.fromEpochMilliseconds(minute * 1000).toZonedDateTimeISO(timeZone);
  const ofDay = local.hour * 60 + local.minute;
  return (
    !holidaysOn.includes(local.toPlainDate().toString()) &&
    (week[local.dayOfWeek - 1] ?? []).some(
      ({ fromMinute, toMinute }) => fromMinute <= ofDay && ofDay < toMinute,
    )
  );
}
