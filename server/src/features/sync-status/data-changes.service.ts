import { setTimeout as wait } from 'node:timers/promises';
import type { AppContext } from '../../app-context.ts';
import { loadDataVersion } from './data-version.store.ts';

/** Changes are told at once when it was quiet, and at most this often. */
const PACE_MS = 250;
/** What another server stored is found out by looking. */
const LOOK_MS = 1_000;

export type DataChange = {
  /** Another number than before: there is something new. */
  version: number;
};

/**
 * The version of the data now, and again after each change of it, until the caller goes. A change that this server stored is
 * told at once.
 */
export async function* followDataChanges(
  app: Pick<AppContext, 'db' | 'sync'>,
  signal: AbortSignal,
): AsyncGenerator<DataChange> {
  const bell = createBell(signal);
  const stopListening = app.sync.onProgress((change) => {
    if (change === 'data') {
      bell.ring();
    }
  });
  let told: number | null = null;
  try {
    while (!signal.aborted) {
      const version = await loadDataVersion(app.db);
      if (version !== told) {
        told = version;
        yield { version };
        await wait(PACE_MS, undefined, { signal }).catch(() => undefined);
      }
      await bell.wait(app.db.engine === 'postgres' ? LOOK_MS : null);
    }
  } finally {
    stopListening();
    bell.close();
  }
}

/** Remembers one ring until it is waited for. */
function createBell(signal: AbortSignal) {
  let hasRung = false;
  let wake: () => void = () => undefined;
  const ring = () => {
    hasRung = true;
    wake();
  };
  signal.addEventListener('abort', ring);
  return {
    ring,
    /** Resolves at a ring, also one that was before, or after the time. Null: however long it takes. */
    async wait(ms: number | null): Promise<void> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = ms === null ? null : setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer ?? undefined);
            resolve();
          };
        });
      }
      hasRung = false;
    },
    close: () => signal.removeEventListener('abort', ring),
  };
}
