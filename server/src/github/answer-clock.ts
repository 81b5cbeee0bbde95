import type { Clock } from '../app-context.ts';

/** When GitHub answered, by its own clock. */
export type AnswerClock = {
  /** Takes over an answer's Date header; answers with it, or null when it is none. */
  note(dateHeader: string | null): Date | null;
  last(): Date | null;
};

const DAY_MS = 24 * 60 * 60_000;

/**
 * Follows the Date headers. One that lies ahead of our clock by less than a day counts as ours: reading up to an instant
 * that is still to come would skip what changes until then, while reading a little twice loses nothing.
 */
export function createAnswerClock(clock: Clock): AnswerClock {
  let answeredAt: Date | null = null;
  return {
    note(dateHeader) {
      const date = new Date(dateHeader ?? '');
      if (Number.isNaN(date.getTime())) {
        return null;
      }
      answeredAt = notAhead(date, clock());
      return date;
    },
    last: () => answeredAt,
  };
}

function notAhead(date: Date, now: Date): Date {
  const aheadMs = date.getTime() - now.getTime();
  return aheadMs > 0 && aheadMs < DAY_MS ? new Date(Math.floor(now.getTime() / 1000) * 1000) : date;
}
