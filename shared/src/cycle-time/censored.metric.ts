import { type Instant, instantOf, instantOrNull, type Spell } from '../time/instant.ts';
import { secondsOutside } from '../time/spans.ts';
import { type WorkCalendar, workSecondsOutside } from '../time/work-calendar.ts';
import type { Clock } from './cycle-time.terms.ts';
import { type DurationRow, endOfRow, type StageBounds } from './stage-bounds.metric.ts';

/**
 * Whether a stage was still running at `closeAt`: it had begun, and neither it nor the pull request had ended (C20).
 * What ends at `closeAt` itself belongs to the next bucket, and still runs.
 */
export function isRunningAt(row: DurationRow, bounds: StageBounds, closeAt: Instant): boolean {
  const until = runsUntil(row, bounds);
  return bounds.startAt !== null && bounds.startAt < closeAt && closeAt <= until;
}

/** The instant up to which a stage runs; infinite while nothing has ended it. */
export function runsUntil(row: DurationRow, bounds: StageBounds): number {
  return Math.min(
    bounds.finishAt ?? Number.POSITIVE_INFINITY,
    endOfRow(row) ?? Number.POSITIVE_INFINITY,
  );
}

/** How long a stage had waited by `at`, drafts and closed spells left out. */
export function waitedSeconds(
  row: Pick<DurationRow, 'pauses'>,
  startAt: Instant,
  at: Instant,
  clock: Clock,
  calendar: WorkCalendar,
): number {
  const pauses: Spell[] = row.pauses.map(({ from, to }) => ({
    from: instantOf(from),
    to: instantOrNull(to),
  }));
  return clock === 'work'
    ? workSecondsOutside(calendar, pauses, startAt, at)
    : secondsOutside(pauses, startAt, at);
}
