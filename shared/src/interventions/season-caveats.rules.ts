import { addDays } from '../time/calendar-day.ts';
import { startOfDay } from '../time/local-day.ts';
import { type WorkCalendar, workSeconds } from '../time/work-calendar.ts';
import type { Caveat, SideOfDurations } from './interventions.schema.ts';
import { fewestDurations } from './verdict.rules.ts';
import type { DayWindow } from './windows.rules.ts';

/** Days of a window on which the calendar has working hours. */
export function countWorkingDays(calendar: WorkCalendar, { from, to }: DayWindow): number {
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) {
    const start = startOfDay(day, calendar.timeZone);
    const end = startOfDay(addDays(day, 1), calendar.timeZone);
    count += workSeconds(calendar, start, end) > 0 ? 1 : 0;
  }
  return count;
}

/** Whether holidays leave one side fewer days of work; weekdays are as many on both. Null: they do not. */
export function findWorkingDays(
  calendar: WorkCalendar,
  before: DayWindow,
  after: DayWindow,
): Caveat | null {
  const [early, late] = [countWorkingDays(calendar, before), countWorkingDays(calendar, after)];
  return early === late ? null : { kind: 'working-days', before: early, after: late };
}

/** Whether a window holds the days around the turn of the year (20 December to 5 January), when many are away. */
export function findYearEnd(before: DayWindow, after: DayWindow): Caveat | null {
  const [early, late] = [holdsYearEnd(before), holdsYearEnd(after)];
  if (!early && !late) {
    return null;
  }
  if (early && late) {
    return { kind: 'year-end', side: 'both' };
  }
  return { kind: 'year-end', side: early ? 'before' : 'after' };
}

function holdsYearEnd({ from, to }: DayWindow): boolean {
  for (let day = from; day < to; day = addDays(day, 1)) {
    const date = day.slice(5);
    if (date >= '12-20' || date <= '01-05') {
      return true;
    }
  }
  return false;
}

/** The same two windows a year before, so that a season that comes each year shows. Null: too few are known of them. */
export function findLastYear(before: SideOfDurations, after: SideOfDurations): Caveat | null {
  const [nBefore, nAfter] = [before.n ?? 0, after.n ?? 0];
  return Math.min(nBefore, nAfter) < fewestDurations || before.p50 === null || after.p50 === null
    ? null
    : { kind: 'last-year', p50Before: before.p50, p50After: after.p50, nBefore, nAfter };
}
