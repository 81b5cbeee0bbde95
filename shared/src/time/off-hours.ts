import type { Instant, Span } from './instant.ts';
import { unionOfSpells } from './spans.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { zoneOffsets } from './zone-offsets.ts';

const DAY = 86_400;

/**
 * The stretches of `[from, to)` in which nobody works by the calendar, earliest first (B13).
 * Meant for drawing: for very long spans it gives one entry for each night and weekend.
 */
export function offHours(calendar: WorkCalendar, from: Instant, to: Instant): Span[] {
  const off: Span[] = [];
  let cursor = from;
  for (const work of workingSpans(calendar, from, to)) {
    if (work.from > cursor) {
      off.push({ from: cursor, to: work.from });
    }
    cursor = Math.max(cursor, work.to);
  }
  if (to > cursor) {
    off.push({ from: cursor, to });
  }
  return off;
}

/** The stretches of `[from, to)` in which people work, earliest first; those of several people as one, without overlaps. */
export function workingSpans(calendar: WorkCalendar, from: Instant, to: Instant): Span[] {
  const { others } = calendar;
  if (others === undefined) {
    return ownSpans(calendar, from, to);
  }
  const all = [calendar, ...others].flatMap((one) => ownSpans(one, from, to));
  return unionOfSpells(all).map((spell) => ({ from: spell.from, to: spell.to ?? to }));
}

function ownSpans(calendar: WorkCalendar, from: Instant, to: Instant): Span[] {
  const spans: Span[] = [];
  for (const zone of zoneOffsets(calendar.timeZone).between(from, to)) {
    const localFrom = zone.from + zone.offsetSeconds;
    const localTo = zone.to + zone.offsetSeconds;
    for (let day = Math.floor(localFrom / DAY) * DAY; day < localTo; day += DAY) {
      for (const window of windowsOn(calendar, day)) {
        const start = Math.max(day + window.fromMinute * 60, localFrom) - zone.offsetSeconds;
        const end = Math.min(day + window.toMinute * 60, localTo) - zone.offsetSeconds;
        if (end > start) {
          spans.push({ from: start, to: end });
        }
      }
    }
  }
  return spans;
}

function windowsOn(calendar: WorkCalendar, localDay: number) {
  const date = new Date(localDay * 1000);
  if (calendar.holidaysOn.includes(date.toISOString().slice(0, 10))) {
    return [];
  }
  return calendar.weeklyHours[(date.getUTCDay() + 6) % 7] ?? [];
}
