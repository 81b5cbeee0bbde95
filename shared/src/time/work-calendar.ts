import type { Instant, Spell } from './instant.ts';
import { clipSpells } from './spans.ts';
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
  for (const holidayOn of calendar.holidaysOn) {
    const day = Date.parse(`${holidayOn}T00:00:00Z`) / 1000;
    const start = Math.max(from, day);
    const end = Math.min(to, day + DAY);
    if (end > start) {
      seconds -= weeklySecondsUpTo(calendar, end) - weeklySecondsUpTo(calendar, start);
    }
  }
  return seconds;
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
