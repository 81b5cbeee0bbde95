import type { Instant, Span } from './instant.ts';
import { workingSpans } from './off-hours.ts';
import { unionOfSpells } from './spans.ts';
import { type WorkCalendar, workSeconds } from './work-calendar.ts';

/**
 * Seconds of `[from, to)` in which at least one of the calendars works: what a pull request waits that nobody in
 * particular was asked to review (B13). Without any calendar nobody works: 0. Never more than the wall clock.
 */
export function workSecondsOfAny(
  calendars: readonly WorkCalendar[],
  from: Instant,
  to: Instant,
): number {
  const [only, ...others] = different(calendars);
  if (only === undefined) {
    return 0;
  }
  return others.length === 0
    ? workSeconds(only, from, to)
    : workingSpansOfAny(calendars, from, to).reduce((sum, span) => sum + span.to - span.from, 0);
}

/** The stretches of `[from, to)` in which at least one of the calendars works, earliest first, without overlaps. */
export function workingSpansOfAny(
  calendars: readonly WorkCalendar[],
  from: Instant,
  to: Instant,
): Span[] {
  const all = different(calendars).flatMap((calendar) => workingSpans(calendar, from, to));
  return unionOfSpells(all).map((spell) => ({ from: spell.from, to: spell.to ?? to }));
}

/** Whether the calendar works at this very second. */
export function isAtWork(calendar: WorkCalendar, at: Instant): boolean {
  return workSeconds(calendar, at, at + 1) > 0;
}

/** A team of forty in one office is one calendar. */
function different(calendars: readonly WorkCalendar[]): WorkCalendar[] {
  const known = new Map(
    [...new Set(calendars)].map((calendar) => [JSON.stringify(calendar), calendar]),
  );
  return [...known.values()];
}
