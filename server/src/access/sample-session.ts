import type { Origin } from './caller.types.ts';

const HOUR_MS = 60 * 60_000;

/** How long one stays in the sample team before choosing a role anew. */
export const SAMPLE_SESSION_MS = 12 * HOUR_MS;

/** Whether a session of somebody of the sample team is worth nothing: it is old, or comes from elsewhere than this machine. */
export function isSampleSessionOver(
  { createdAt }: { createdAt: Date },
  { isDirectLoopback }: Pick<Origin, 'isDirectLoopback'>,
  now: Date,
): boolean {
  return !isDirectLoopback || now.getTime() - createdAt.getTime() >= SAMPLE_SESSION_MS;
}
