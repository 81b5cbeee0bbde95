import type { Instant, Spell } from './instant.ts';
import { clipSpells } from './spans.ts';
import { workSecondsInBlocks } from './work-blocks.ts';
import { zoneOffsets } from './zone-offsets.ts';

const DAY = 86_400;
const WEEK = 7 * DAY;
/** 1970-01-05, the first Monday. */
const FIRST_MONDAY = 4 * DAY;

/** Minutes since local midnight, half-open; 1440 is the midnight that ends the day. */
export type WorkHours = { fromMinute: number; toMinute: number };

/**
 * When people work (B13), by the local clock of one zone.
 * `weeklyHours` has seven lists, Monday first; the windows of a day must not overlap.
 */
export type WorkCalendar = {
  timeZone: string;
  weeklyHours: readonly (readonly WorkHours[])[];
  /** Local days without work, `2026-12-25`. */
  holidaysOn: readonly string[];
  /** Of further people: then it works whenever one of them all does, each by their own clock. Made by `calendarOfAny`. */
  others?: readonly WorkCalendar[];
};

const officeHours: readonly WorkHours[] = [{ fromMinute: 9 * 60, toMinute: 17 * 60 }];

/** Monday to Friday, 09:00–17:00 UTC, no holidays (C8). */
export const defaultWorkCalendar: WorkCalendar = {
  timeZone: 'UTC',
  weeklyHours: [officeHours, officeHours, officeHours, officeHours, officeHours, [], []],
  holidaysOn: [],
};

/**
 * Working seconds of `[from, to)`: the time at which the local clock stands inside working hours, of a day that is no
 * holiday. An hour that the clock shows twice counts twice, one that it skips not at all (B13).
 */
export function workSeconds(calendar: WorkCalendar, from: Instant, to: Instant): number {
  if (to <= from) {
    return 0;
  }
  if (calendar.others !== undefined) {
    return workSecondsInBlocks(calendar, from, to);
  }
  if (calendar.timeZone === 'UTC') {
    return localWorkSeconds(calendar, from, to);
  }
  let seconds = 0;
  for (const span of zoneOffsets(calendar.timeZone).between(from, to)) {
    seconds += localWorkSeconds(
      calendar,
      span.from + span.offsetSeconds,
      span.to + span.offsetSeconds,
    );
  }
  return seconds;
}

/** Working seconds of `[from, to)` that no pause covers. `pauses` must not overlap each other. */
export function workSecondsOutside(
  calendar: WorkCalendar,
  pauses: readonly Spell[],
  from: Instant,
  to: Instant,
): number {
  let seconds = workSeconds(calendar, from, to);
  for (const pause of clipSpells(pauses, from, to)) {
    seconds -= workSeconds(calendar, pause.from, pause.to);
  }
  return seconds;
}

/** Both borders are local seconds: what the wall clock shows, counted as if it were UTC. */
function localWorkSeconds(calendar: WorkCalendar, from: number, to: number): number {
  let seconds = weeklySecondsUpTo(calendar, to) - weeklySecondsUpTo(calendar, from);
  const days = holidayStarts(calendar);
  for (let at = firstAfter(days, from - DAY); at < days.length; at += 1) {
    const day = days[at] ?? to;
    if (day >= to) {
      break;
    }
    const start = Math.max(from, day);
    const end = Math.min(to, day + DAY);
    seconds -= weeklySecondsUpTo(calendar, end) - weeklySecondsUpTo(calendar, start);
  }
  return seconds;
}

const startsOfHolidays = new WeakMap<readonly string[], number[]>();

/** The holidays in local seconds, ascending, each once; kept, because a calendar of years is asked very often. */
function holidayStarts({ holidaysOn }: WorkCalendar): number[] {
  const known = startsOfHolidays.get(holidaysOn);
  if (known !== undefined) {
    return known;
  }
  const starts = [...new Set(holidaysOn)]
    .map((day) => Date.parse(`${day}T00:00:00Z`) / 1000)
    .sort((a, b) => a - b);
  startsOfHolidays.set(holidaysOn, starts);
  return starts;
}

/** Where the first number above the limit stands. */
function firstAfter(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > limit) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function weeklySecondsUpTo(calendar: WorkCalendar, local: number): number {
  const sinceMonday = local - FIRST_MONDAY;
  const week = Math.floor(sinceMonday / WEEK);
  return week * secondsInWeek(calendar, WEEK) + secondsInWeek(calendar, sinceMonday - week * WEEK);
}

/** Working seconds in the first `elapsed` seconds of a week. */
function secondsInWeek(calendar: WorkCalendar, elapsed: number): number {
  let seconds = 0;
  for (const [day, windows] of calendar.weeklyHours.entries()) {
    if (day * DAY >= elapsed) {
      break;
    }
    for (const window of windows) {
      const from = day * DAY + window.fromMinute * 60;
      const to = day * DAY + window.toMinute * 60;
      seconds += Math.max(0, Math.min(to, elapsed) - from);
    }
  }
  return seconds;
}
