import type { SyncState } from '@bellwether/shared/sync-status/sync-status.schema';

/** A rate from less than this many seconds of work says nothing yet. */
const MIN_SECONDS = 2;

export type PassProgress = {
  state: SyncState;
  startedAt: Date | null;
  /** When the last page was stored. */
  progressAt: Date | null;
  done: number;
  /** Of those, read before the pass was taken up again. */
  resumedFrom: number;
  expected: number | null;
};

/** Things a second since the pass began, and seconds left at that rate. Null: not running, too early, or no end known. */
export function measureProgress(
  pass: PassProgress,
  now: Date,
): { perSecond: number | null; secondsLeft: number | null } {
  const since = pass.done - pass.resumedFrom;
  if (pass.state !== 'syncing' || pass.startedAt === null || since <= 0) {
    return { perSecond: null, secondsLeft: null };
  }
  const seconds = (now.getTime() - pass.startedAt.getTime()) / 1000;
  if (seconds < MIN_SECONDS) {
    return { perSecond: null, secondsLeft: null };
  }
  const perSecond = since / seconds;
  const secondsLeft =
    pass.expected === null ? null : Math.ceil(Math.max(0, pass.expected - pass.done) / perSecond);
  return { perSecond, secondsLeft };
}

/** One state for a repository out of its streams': what is worst and most alive comes first. */
export function summariseStates(states: readonly SyncState[]): SyncState {
  const order: SyncState[] = ['inaccessible', 'syncing', 'queued', 'failed'];
  return order.find((state) => states.includes(state)) ?? 'idle';
}

/** Stored of total, 0..1; null where GitHub gives no total. More than GitHub counts is still 1. */
export function measureCoverage(stored: number, total: number | null): number | null {
  if (total === null) {
    return null;
  }
  return total === 0 ? 1 : Math.min(1, stored / total);
}
