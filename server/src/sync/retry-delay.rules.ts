import type { ErrorCode } from '@bellwether/shared/errors/app-error';

const MAX_FAILURES = 10;
/** Only a person can mend these; until then the sweep asks often enough. */
const LASTING: readonly ErrorCode[] = [
  'upstream_unauthenticated',
  'upstream_forbidden',
  'upstream_not_found',
];
const MAX_DELAY_MS = 15 * 60_000;
const MAX_WAIT_FOR_RESET_MS = 60 * 60_000;

/** `firstRetryMs`: the first wait, doubled by each failure. `maxMs`: the longest one; null: nothing is tried again. */
export type RetryRules = { firstRetryMs: number; maxMs: number | null };

export type FailedTry = {
  code: ErrorCode;
  /** How often it had failed before. */
  failures: number;
  /** When the allowance is new, by GitHub's clock. Null: GitHub did not say. */
  resetAt: Date | null;
  /** By GitHub's clock too. */
  now: Date;
};

/** How long to wait before a request is tried again, in milliseconds; null: it has failed for good. */
export function retryDelayMs(rules: RetryRules, failed: FailedTry): number | null {
  if (rules.maxMs === null || failed.failures >= MAX_FAILURES || LASTING.includes(failed.code)) {
    return null;
  }
  const longestMs = Math.min(rules.maxMs, MAX_DELAY_MS);
  const backoffMs = Math.min(longestMs, rules.firstRetryMs * 2 ** failed.failures);
  if (failed.code !== 'upstream_rate_limited' || failed.resetAt === null) {
    return backoffMs;
  }
  const untilResetMs = failed.resetAt.getTime() - failed.now.getTime();
  return Math.max(backoffMs, Math.min(untilResetMs, MAX_WAIT_FOR_RESET_MS));
}
