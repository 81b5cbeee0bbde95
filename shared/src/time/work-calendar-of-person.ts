import { addDays } from './calendar-day.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** When somebody works by their own clock; see `timesOfPerson`. */
export type PersonTimes = { timeZone: string; workingHours: WorkCalendar['weeklyHours'] };

/** Days away: the first, and the first one back. */
type DaysAway = { fromOn: string; toOn: string };

/**
 * The calendar of one person (B13): their hours, without public holidays and the days on which they are away. Days stand in
 * `holidaysOn`, ascending, each once.
 */
export function calendarOfPerson(
  { timeZone, workingHours }: PersonTimes,
  absences: readonly DaysAway[],
  holidays: readonly string[],
): WorkCalendar {
  const days = new Set(holidays);
  for (const { fromOn, toOn } of absences) {
    for (let day = fromOn; day < toOn; day = addDays(day, 1)) {
      days.add(day);
    }
  }
  return { timeZone, weeklyHours: workingHours, holidaysOn: [...days].sort() };
}
