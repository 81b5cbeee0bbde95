import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { Capability } from '@bellwether/shared/access/capabilities';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Caller } from '../access/caller.types.ts';
import type { AccessControl } from '../app-context.ts';

/**
 * What a subscription tells, as long as its caller may hear it: it ends with `unauthenticated` when the session is over, with
 * `forbidden` when the role no longer includes it, and with `conflict` when other rows are theirs to see than before, so
 * that it is begun anew.
 */
export async function* whileAllowed<T>(
  values: AsyncIterable<T>,
  access: AccessControl,
  caller: Caller,
  capability: Capability,
): AsyncGenerator<T> {
  const iterator = values[Symbol.asyncIterator]();
  const end = createEnd();
  const stop = watchCaller(access, caller, capability, end.come);
  try {
    for (;;) {
      const next = await end.before(() => iterator.next());
      if (next.done === true) {
        return;
      }
      yield next.value;
    }
  } finally {
    stop();
    // It may wait for something that never comes; the closing of the connection ends it then.
    void iterator.return?.();
  }
}

/** An end that may come while something is waited for. */
function createEnd() {
  let reason: AppError | null = null;
  let interrupt: (reason: AppError) => void = () => undefined;
  return {
    come(why: AppError): void {
      reason = why;
      interrupt(why);
    },
    before<T>(start: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        interrupt = reject;
        if (reason !== null) {
          reject(reason);
          return;
        }
        start().then(resolve, reject);
      });
    },
  };
}

function watchCaller(
  access: AccessControl,
  caller: Caller,
  capability: Capability,
  onLost: (why: AppError) => void,
): () => void {
  const { sessionId, accessVersion } = caller;
  if (sessionId === null) {
    return () => undefined;
  }
  const scope = JSON.stringify(scopeOf(caller, capability));
  return access.watch({ sessionId, accessVersion }, (standing) => {
    if (standing === null) {
      onLost(new AppError('unauthenticated', 'You were signed out.'));
      return;
    }
    whyLost(access, caller, capability, scope).then(
      (why) => why !== null && onLost(why),
      () => onLost(new AppError('internal', 'What you may see could not be found out.')),
    );
  });
}

async function whyLost(
  access: AccessControl,
  caller: Caller,
  capability: Capability,
  scope: string,
): Promise<AppError | null> {
  const now = await access.reload(caller);
  const scopeNow = now === null ? null : scopeOf(now, capability);
  if (scopeNow === null) {
    return new AppError('forbidden', 'Your role does not include this any more.');
  }
  return JSON.stringify(scopeNow) === scope
    ? null
    : new AppError('conflict', 'Other rows are yours to see now.', { remedy: 'Ask again.' });
}
