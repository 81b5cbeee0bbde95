import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import type { NextRun, SyncState } from '@bellwether/shared/sync-status/sync-status.schema';

/** The sweep comes at each full quarter of an hour. */
const SWEEP_MS = 15 * 60_000;

/** Work that reads a whole repository. */
const passes: readonly string[] = ['pass', 'deep-check'];

type Planned = { repository: string; state: SyncState; pausedAt: Date | null };

/** When a repository is read next; null: not by itself, since it is paused. */
export function planNextRun(
  { repository, state, pausedAt }: Planned,
  jobs: readonly JobSummary[],
  now: Date,
): NextRun | null {
  if (pausedAt !== null) {
    return null;
  }
  const own = jobs.filter(({ name, subject }) => passes.includes(name) && subject === repository);
  if (state === 'syncing' || own.some((job) => job.state === 'running')) {
    return { kind: 'now', at: null };
  }
  const waiting = own
    .filter((job) => job.state === 'waiting' || job.state === 'retrying')
    .map((job) => laterThan(job.startAfter, now))
    .sort((a, b) => (a ?? '').localeCompare(b ?? ''));
  const [first] = waiting;
  if (first !== undefined || state === 'queued') {
    return { kind: 'waiting', at: first ?? null };
  }
  const next = Math.floor(now.getTime() / SWEEP_MS) * SWEEP_MS + SWEEP_MS;
  return { kind: 'sweep', at: new Date(next).toISOString() };
}

function laterThan(at: string | null, now: Date): string | null {
  return at !== null && Date.parse(at) > now.getTime() ? at : null;
}
