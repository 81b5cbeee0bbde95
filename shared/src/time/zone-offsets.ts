import type { Instant } from './instant.ts';

const DAY = 86_400;
const PROBE_STEP = 7 * DAY;

/** A stretch in which a zone keeps one offset from UTC. */
export type OffsetSpan = { from: Instant; to: Instant; offsetSeconds: number };

/**
 * The offset from UTC of one IANA zone, read from the platform's own zone data and remembered by year.
 * Throws a RangeError when the platform does not know the zone.
 */
export type ZoneOffsets = {
  readonly timeZone: string;
  /** Seconds to add to UTC for the local clock at that instant. */
  at(instant: Instant): number;
  /** `[from, to)` cut where the offset changes; earliest first, nothing left out. */
  between(from: Instant, to: Instant): OffsetSpan[];
  /** The first instant at which the local clock shows this local second or a later one (a gap is skipped). */
  instantOfLocal(localSeconds: number): Instant;
};

const zones = new Map<string, ZoneOffsets>();

export function zoneOffsets(timeZone: string): ZoneOffsets {
  const known = zones.get(timeZone);
  if (known !== undefined) {
    return known;
  }
  const made = makeZoneOffsets(timeZone);
  zones.set(timeZone, made);
  return made;
}

/** Whether the platform knows the zone. */
export function isKnownTimeZone(timeZone: string): boolean {
  try {
    zoneOffsets(timeZone);
    return true;
  } catch {
    return false;
  }
}

function makeZoneOffsets(timeZone: string): ZoneOffsets {
  const ask = makeOffsetReader(timeZone);
  const years = new Map<number, OffsetSpan[]>();

  function spansOf(year: number): OffsetSpan[] {
    const known = years.get(year);
    if (known !== undefined) {
      return known;
    }
    const spans = findOffsetSpans(ask, startOfYear(year), startOfYear(year + 1));
    years.set(year, spans);
    return spans;
  }

  function at(instant: Instant): number {
    const spans = spansOf(yearOf(instant));
    return (spans.find((span) => instant < span.to) ?? spans.at(-1))?.offsetSeconds ?? 0;
  }

  function between(from: Instant, to: Instant): OffsetSpan[] {
    const cut: OffsetSpan[] = [];
    for (let year = yearOf(from); from < to && startOfYear(year) < to; year += 1) {
      for (const span of spansOf(year)) {
        const start = Math.max(span.from, from);
        const end = Math.min(span.to, to);
        if (end > start) {
          cut.push({ from: start, to: end, offsetSeconds: span.offsetSeconds });
        }
      }
    }
    return cut;
  }

  function instantOfLocal(localSeconds: number): Instant {
    for (const span of between(localSeconds - 2 * DAY, localSeconds + 2 * DAY)) {
      if (localSeconds < span.to + span.offsetSeconds) {
        return Math.max(span.from, localSeconds - span.offsetSeconds);
      }
    }
    return localSeconds - at(localSeconds);
  }

  at(0);
  return { timeZone, at, between, instantOfLocal };
}

function findOffsetSpans(ask: (at: Instant) => number, from: Instant, to: Instant): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let start = from;
  let offset = ask(from);
  for (let probe = from; probe < to; ) {
    const next = Math.min(probe + PROBE_STEP, to);
    const nextOffset = ask(next - 1);
    if (nextOffset !== offset) {
      const change = bisectChange(ask, probe, next - 1, offset);
      spans.push({ from: start, to: change, offsetSeconds: offset });
      start = change;
      offset = nextOffset;
    }
    probe = next;
  }
  spans.push({ from: start, to, offsetSeconds: offset });
  return spans;
}

function bisectChange(
  ask: (at: Instant) => number,
  before: Instant,
  after: Instant,
  offsetBefore: number,
): Instant {
  let low = before;
  let high = after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ask(middle) === offsetBefore) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

function makeOffsetReader(timeZone: string): (at: Instant) => number {
  if (timeZone === 'UTC') {
    return () => 0;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part = new Map<string, number>();
    for (const { type, value } of format.formatToParts(at * 1000)) {
      part.set(type, Number(value));
    }
    const local = Date.UTC(
      part.get('year') ?? 1970,
      (part.get('month') ?? 1) - 1,
      part.get('day') ?? 1,
      part.get('hour') ?? 0,
      part.get('minute') ?? 0,
      part.get('second') ?? 0,
    );
    return local / 1000 - at;
  };
}

function yearOf(instant: Instant): number {
  return new Date(instant * 1000).getUTCFullYear();
}

function startOfYear(year: number): Instant {
  return Date.UTC(year, 0, 1) / 1000;
}
