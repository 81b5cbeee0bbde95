import type { Allowance } from './github-points.ts';

/** Somebody waits for an interactive call; reading in the background leaves it room. */
export type CallPriority = 'interactive' | 'background';

/** `go`: after so long. `used-up`: not before the allowance is renewed. */
export type Pace = { kind: 'go'; waitMs: number } | { kind: 'used-up' };

const RESERVE_SHARE = 0.1;
const MAX_RESERVE = 100;
const SPREAD_SHARE = 0.2;
const MAX_SPREAD_MS = 60_000;

/**
 * How soon the next call may go. Background work leaves a tenth of the hour, 100 points at most, to people, and once
 * less than a fifth is left it spreads what it may still use over the time until the renewal (rule B21.3).
 *
 * @param now by GitHub's clock
 */
export function paceOf(allowance: Allowance | null, priority: CallPriority, now: Date): Pace {
  const msLeft = (allowance?.resetAt.getTime() ?? 0) - now.getTime();
  if (allowance === null || msLeft <= 0) {
    return { kind: 'go', waitMs: 0 };
  }
  const { limit, remaining } = allowance;
  const usable = priority === 'interactive' ? remaining : remaining - reserveOf(limit);
  if (usable <= 0) {
    return { kind: 'used-up' };
  }
  const isScarce = priority === 'background' && remaining < limit * SPREAD_SHARE;
  return { kind: 'go', waitMs: isScarce ? Math.min(MAX_SPREAD_MS, msLeft / usable) : 0 };
}

/** Points of an hour that background work leaves to people. */
export function reserveOf(limit: number): number {
  return Math.min(MAX_RESERVE, Math.floor(limit * RESERVE_SHARE));
}
