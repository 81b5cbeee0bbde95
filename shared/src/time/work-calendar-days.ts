import type { WorkCalendar } from './work-calendar.ts';

/**
 * The calendar in which a day of work counts from midnight to midnight: Friday 20:00 to Saturday 08:00 is four hours (the
 * whole-day variant of B13). Days without hours, and holidays, count nothing.
 */
export function wholeDayCalendar(calendar: WorkCalendar): WorkCalendar {
  return {
    ...calendar,
    weeklyHours: calendar.weeklyHours.map((windows) =>
      windows.length === 0 ? [] : [{ fromMinute: 0, toMinute: 1440 }],
    ),
  };
}
