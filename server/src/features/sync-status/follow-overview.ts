import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { SyncOverview } from '@bellwether/shared/sync-status/sync-status.schema';
import type { AppContext } from '../../app-context.ts';
import { getSyncOverview } from './sync-status.service.ts';

/** Live answers come at most this often … */
const SHORTEST_MS = 400;
/** … and another server's reading, of which nobody tells this one, is seen this soon. */
const LONGEST_MS = 2_000;

/** The overview of the scope now, and again whenever it has changed, until the caller goes. */
export async function* followSyncOverview(
  app: AppContext,
  scope: RowScope,
  signal: AbortSignal,
): AsyncGenerator<SyncOverview> {
  const changes = new Changes();
  const stopListening = app.sync.onProgress(() => changes.note());
  const wake = () => changes.note();
  signal.addEventListener('abort', wake);
  let told = '';
  try {
    while (!signal.aborted) {
      const overview = await getSyncOverview(app, scope);
      const text = JSON.stringify(overview);
      if (text !== told) {
        told = text;
        yield overview;
      }
      await changes.wait(SHORTEST_MS, LONGEST_MS);
    }
  } finally {
    stopListening();
    signal.removeEventListener('abort', wake);
  }
}

/** Something may have changed; several at once are one. */
class Changes {
  #isNoted = false;
  #wake: () => void = () => undefined;

  note(): void {
    this.#isNoted = true;
    this.#wake();
  }

  /** Resolves after `shortestMs`, later with the next note, at the latest after `longestMs`. */
  async wait(shortestMs: number, longestMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, shortestMs));
    if (!this.#isNoted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longestMs - shortestMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isNoted = false;
  }
}
