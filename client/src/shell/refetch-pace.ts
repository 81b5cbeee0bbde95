/** How many refetches may follow each other, and how long one of them takes to be earned again. */
const BURST = 3;
const EARN_MS = 2_000;
const GAP_MS = 150;

export type RefetchPace = { left: number; atMs: number };

export const restedPace: RefetchPace = { left: BURST, atMs: Number.NEGATIVE_INFINITY };

/**
 * When the next refetch may begin (milliseconds, as `nowMs`), and the pace after it. A single change is shown at once, and so
 * are the two that follow it; a long row of changes every two seconds.
 */
export function nextRefetch(
  pace: RefetchPace,
  nowMs: number,
): { startAtMs: number; pace: RefetchPace } {
  const earned = Math.min(BURST, pace.left + (nowMs - pace.atMs) / EARN_MS);
  const untilEarnedMs = Math.max(0, 1 - earned) * EARN_MS;
  const startAtMs = Math.max(nowMs + untilEarnedMs, pace.atMs + GAP_MS);
  const left = Math.min(BURST, pace.left + (startAtMs - pace.atMs) / EARN_MS) - 1;
  return { startAtMs, pace: { left: Math.max(0, left), atMs: startAtMs } };
}
