import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../app-context.ts';
import type { CallGate } from './call-gate.ts';
import { type CredentialKind, translateGithubError } from './github-errors.ts';
import { RateLimitedError, readLimit } from './github-limits.ts';
import type { GithubResource } from './github-points.ts';
import type { CallPriority } from './pace.rules.ts';

export type Patience = {
  gate: CallGate;
  priority: CallPriority;
  clock: Clock;
  /** A limit that ends within this is waited for; a longer one is an error. */
  patienceSeconds: number;
  /** How long a second of waiting is: 1000, less in tests. */
  secondMs: number;
  signal: AbortSignal;
  kind: CredentialKind;
};

const MAX_TRIES = 3;

/**
 * Makes a call at the credential's pace, and again after a limit that passes soon.
 * @throws AppError with an `upstream_*` code; RateLimitedError when the limit lasts too long
 */
export async function callPatiently<T>(
  resource: GithubResource,
  call: () => Promise<T>,
  patience: Patience,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      const pauseMs = patience.gate.admit(resource, patience.priority);
      await waitScaled(pauseMs, patience);
      const answer = await call();
      patience.gate.noteSuccess();
      return answer;
    } catch (error) {
      const failure = limitIn(error, patience) ?? translateGithubError(error, patience.kind);
      if (!(failure instanceof RateLimitedError) || tries === MAX_TRIES) {
        throw failure;
      }
      const waitMs = failure.retryAt.getTime() - patience.clock().getTime();
      if (waitMs > patience.patienceSeconds * 1000) {
        throw failure;
      }
      await waitScaled(waitMs, patience);
      patience.gate.reopen(failure.retryAt);
    }
  }
}

function limitIn(error: unknown, { gate }: Patience): RateLimitedError | null {
  if (error instanceof RateLimitedError) {
    return error;
  }
  const limit = readLimit(error);
  return limit === null ? null : gate.close(limit, error);
}

async function waitScaled(ms: number, { secondMs, signal }: Patience): Promise<void> {
  if (ms > 0) {
    await wait((ms * secondMs) / 1000, undefined, { signal });
  }
}
