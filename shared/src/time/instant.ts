/** Whole seconds since 1970-01-01T00:00:00Z. The arithmetic of durations is done on these, never on `Date`. */
export type Instant = number;

/** A half-open stretch of time, `[from, to)`. */
export type Span = { from: Instant; to: Instant };

/** A stretch that may still be running: `to` is null then. */
export type Spell = { from: Instant; to: Instant | null };

export function instantOf(date: Date): Instant {
  return Math.floor(date.getTime() / 1000);
}

export function instantOrNull(date: Date | null): Instant | null {
  return date === null ? null : instantOf(date);
}

export function dateOf(instant: Instant): Date {
  return new Date(instant * 1000);
}

export function dateOrNull(instant: Instant | null): Date | null {
  return instant === null ? null : dateOf(instant);
}

/** `2026-01-31T09:00:00Z`: UTC, whole seconds, as the export writes instants (C2). */
export function formatInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Whether an instant is not after a limit, the same second included (C3); a null limit is none. */
export function isUpTo(limit: Instant | null, at: Instant): boolean {
  return limit === null || at <= limit;
}
