import { setTimeout as wait } from 'node:timers/promises';
import type { AppContext } from '../../app-context.ts';
import { loadDataVersion } from './data-version.store.ts';

/** Changes are told at once when it was quiet, and at most this often. */
const PACE_MS = 250;

export type DataChange = {
  /** Another number than before: there is something new. */
  version: number;
};

/** The version of the data now, and again after each change of it, until the caller goes. */
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
      await bell.wait();
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
    /** Resolves at a ring, also one that was before. */
    async wait(): Promise<void> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      hasRung = false;
    },
    close: () => signal.removeEventListener('abort', ring),
  };
}
