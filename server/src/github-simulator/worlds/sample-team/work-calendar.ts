import { DAY, HOUR, MINUTE, SECOND, toSecond } from './instants.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';

export type Span = { from: number; to: number };

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

function readOffset(zone: string, at: number): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
  }
  const name = formatter.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value;
  const match = /([+-])(\d{2}):(\d{2})/.exec(name ?? '');
  if (!match) {
    return 0;
  }
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * MINUTE;
}

/** Milliseconds that local time is ahead of UTC. Remembered by the hour: clocks change on the hour. */
export function offsetAt(zone: string, at: number): number {
  let known = offsets.get(zone);
  if (!known) {
    known = new Map();
    offsets.set(zone, known);
  }
  const hour = Math.floor(at / HOUR);
  let offset = known.get(hour);
  if (offset === undefined) {
    offset = readOffset(zone, hour * HOUR);
    known.set(hour, offset);
  }
  return offset;
}

/** Days since 1970 on the local calendar. */
export function localDay(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY);
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return (day + 3) % 7;
}

/** The instant of a wall-clock time on a local day; right on both sides of a clock change. */
export function instantOf(zone: string, day: number, minuteOfDay: number): number {
  const local = day * DAY + minuteOfDay * MINUTE;
  const guess = local - offsetAt(zone, local);
  return local - offsetAt(zone, guess);
}

/** The person's working hours on a local day, weekend or not. */
export function workdayOf(person: Person, day: number): Span {
  return {
    from: instantOf(person.zone, day, person.startsMinute),
    to: instantOf(person.zone, day, person.endsMinute),
  };
}

/** The person's working time inside [from, to), Monday to Friday, in order. */
export function workingSpans(person: Person, from: number, to: number): Span[] {
  const spans: Span[] = [];
  const lastDay = localDay(person.zone, to);
  for (let day = localDay(person.zone, from); day <= lastDay; day += 1) {
    if (weekdayOf(day) < 5) {
      const workday = workdayOf(person, day);
      const span = { from: Math.max(from, workday.from), to: Math.min(to, workday.to) };
      if (span.to > span.from) {
        spans.push(span);
      }
    }
  }
  return spans;
}

export function workingMs(person: Person, from: number, to: number): number {
  return workingSpans(person, from, to).reduce((sum, span) => sum + span.to - span.from, 0);
}

function positionIn(spans: readonly Span[], fraction: number): number | null {
  let left = fraction * spans.reduce((sum, span) => sum + span.to - span.from, 0);
  for (const span of spans) {
    if (left < span.to - span.from) {
      return span.from + left;
    }
    left -= span.to - span.from;
  }
  return null;
}

/**
 * An instant strictly inside (from, to), in the person's working time, somewhere between the two fractions of it.
 * Where that person has no working time there, it is taken from the clock on the wall: work out of hours.
 */
export function momentWithin(
  person: Person,
  from: number,
  to: number,
  [low, high]: readonly [number, number],
  random: Random,
): number {
  const fraction = random.between(low, high);
  const at = positionIn(workingSpans(person, from, to), fraction) ?? from + fraction * (to - from);
  return Math.max(from + SECOND, Math.min(toSecond(at), to - SECOND));
}

/** The instant itself if the person works then; else one near the closer border of their working time. */
export function nearestWork(person: Person, at: number, earliest: number, random: Random): number {
  const spans = workingSpans(person, Math.max(earliest, at - 4 * DAY), at + 4 * DAY);
  const before = spans.findLast((span) => span.from <= at);
  const after = spans.find((span) => span.from > at);
  if (before && at < before.to) {
    return toSecond(at);
  }
  const slack = random.between(0.5, 70) * MINUTE;
  const early = before && Math.max(before.from, before.to - slack);
  if (early !== undefined && (!after || at - early < after.from - at)) {
    return toSecond(early);
  }
  return toSecond(after ? Math.min(after.to - SECOND, after.from + slack) : at);
}
