import type { AccessChange } from '@bellwether/shared/access/account.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Standing } from '../../access/access-watch.ts';
import type { Caller } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';

/**
 * The version of what the caller may do now, and again after each change of it, on whatever server.
 * @throws AppError `unauthenticated` when the session is over
 */
export async function* followAccessChanges(
  { access }: Pick<AppContext, 'access'>,
  caller: Caller,
  signal: AbortSignal,
): AsyncGenerator<AccessChange> {
  const { sessionId, accessVersion } = caller;
  if (sessionId === null) {
    throw new AppError('unauthenticated', 'Sign in to see this.');
  }
  const standings: Standing[] = [{ accessVersion }];
  let wake: () => void = () => undefined;
  const stop = access.watch({ sessionId, accessVersion }, (standing) => {
    standings.push(standing);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const standing = standings.shift();
      if (standing === null) {
        throw new AppError('unauthenticated', 'You were signed out.');
      }
      if (standing !== undefined) {
        yield standing;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    stop();
    signal.removeEventListener('abort', onAbort);
  }
}
