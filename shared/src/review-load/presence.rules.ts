import type { Instant } from '../time/instant.ts';
import { type WorkCalendar, workSeconds } from '../time/work-calendar.ts';
import { zoneOffsets } from '../time/zone-offsets.ts';
import type { Presence } from './suggest.metric.ts';

/** Days away: the first, and the first one back. */
type AbsentDays = { fromOn: string; toOn: string };

const QUARTER = 900;
const HOUR = 3_600;
const DAY = 86_400;
/** Who is not at work within it counts as away. */
const HORIZON = 7 * DAY;

/** Whether somebody is at work at an instant, till when, or from when on, to the quarter of an hour. */
export function presenceAt(
  calendar: WorkCalendar,
  absences: readonly AbsentDays[],
  now: Instant,
): Presence {
  const absent = absences.find((days) => isWithin(days, dayOf(calendar, now)));
  if (absent !== undefined) {
    return { kind: 'away', backOn: absent.toOn };
  }
  const isAtWork = (at: Instant) =>
    workSeconds(calendar, at, at + 60) > 0 &&
    !absences.some((days) => isWithin(days, dayOf(calendar, at)));
  const start = Math.floor(now / QUARTER) * QUARTER;
  if (isAtWork(now)) {
    return { kind: 'working', untilAt: findNext(start, (at) => !isAtWork(at)) ?? now + DAY };
  }
  const fromAt = findNext(start, isAtWork);
  return fromAt === null
    ? { kind: 'away', backOn: null }
    : { kind: 'later', fromAt, inHours: (fromAt - now) / HOUR };
}

/** Working days of `[from, to)` by somebody's own calendar, less those of their absences; parts of a day count in part. */
export function availableDays(
  calendar: WorkCalendar,
  absences: readonly AbsentDays[],
  from: Instant,
  to: Instant,
): number {
  const perDay = longestDay(calendar);
  if (perDay === 0 || to <= from) {
    return 0;
  }
  const { instantOfLocal } = zoneOffsets(calendar.timeZone);
  const startOf = (day: string) => instantOfLocal(Date.parse(`${day}T00:00:00Z`) / 1000);
  const away = joined(absences).reduce((sum, { fromOn, toOn }) => {
    const start = Math.max(from, startOf(fromOn));
    const end = Math.min(to, startOf(toOn));
    return sum + workSeconds(calendar, start, end);
  }, 0);
  return (workSeconds(calendar, from, to) - away) / perDay;
}

/** Without days that two of them share. */
function joined(absences: readonly AbsentDays[]): AbsentDays[] {
  const list: AbsentDays[] = [];
  for (const one of [...absences].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    const last = list.at(-1);
    if (last !== undefined && one.fromOn <= last.toOn) {
      last.toOn = [last.toOn, one.toOn].sort().at(-1) ?? last.toOn;
    } else {
      list.push({ fromOn: one.fromOn, toOn: one.toOn });
    }
  }
  return list;
}

function longestDay({ weeklyHours }: WorkCalendar): number {
  const days = weeklyHours.map((windows) =>
    windows.reduce((sum, { fromMinute, toMinute }) => sum + (toMinute - fromMinute) * 60, 0),
  );
  return Math.max(0, ...days);
}

function findNext(from: Instant, fits: (at: Instant) => boolean): Instant | null {
  for (let at = from + QUARTER; at < from + HORIZON; at += QUARTER) {
    if (fits(at)) {
      return at;
    }
  }
  return null;
}

function dayOf({ timeZone }: WorkCalendar, at: Instant): string {
  return new Date((at + zoneOffsets(timeZone).at(at)) * 1000).toISOString().slice(0, 10);
}

function isWithin({ fromOn, toOn }: AbsentDays, day: string): boolean {
  return fromOn <= day && day < toOn;
}
