import type { Instant } from './instant.ts';
import { type WorkCalendar, workSeconds } from './work-calendar.ts';

/** Sets of calendars that are remembered at most; the one that was made first is forgotten first. */
const MOST_REMEMBERED = 1_000;

const remembered = new Map<string, WorkCalendar>();
const names = new WeakMap<WorkCalendar, string>();

/**
 * The calendar by which somebody works whenever at least one of these does (B13): what a pull request waits that nobody in
 * particular was asked to review. The same calendars in any order give the same object. Null: there is none.
 */
export function calendarOfAny(calendars: readonly WorkCalendar[]): WorkCalendar | null {
  const known = new Map(calendars.map((calendar) => [nameOf(calendar), calendar]));
  const [first, ...others] = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  if (first === undefined || others.length === 0) {
    return first?.[1] ?? null;
  }
  const key = [...known.keys()].sort().join('\n');
  const made = remembered.get(key) ?? {
    ...first[1],
    others: others.map(([, calendar]) => calendar),
  };
  if (!remembered.has(key)) {
    forgetFirst();
    remembered.set(key, made);
  }
  return made;
}

function forgetFirst(): void {
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size >= MOST_REMEMBERED) {
    remembered.delete(oldest);
  }
}

/** A team of forty in one office is one calendar: two that say the same have one name. */
function nameOf(calendar: WorkCalendar): string {
  const known = names.get(calendar);
  if (known !== undefined) {
    return known;
  }
  const { timeZone, weeklyHours, holidaysOn, others } = calendar;
  const name = JSON.stringify([timeZone, weeklyHours, holidaysOn, others?.map(nameOf)]);
  names.set(calendar, name);
  return name;
}

/** How many different calendars one is made of. */
export function countCalendars({ others = [] }: WorkCalendar): number {
  return 1 + others.length;
}

/** Whether the calendar works at this very second. */
export function isAtWork(calendar: WorkCalendar, at: Instant): boolean {
  return workSeconds(calendar, at, at + 1) > 0;
}
