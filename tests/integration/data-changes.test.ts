import type { AppContext, SyncChange } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { followDataChanges } from '@bellwether/server/features/sync-status/data-changes.service';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

let db: Database;
const listeners = new Set<(change: SyncChange) => void>();
const sync = {
  onProgress(listener: (change: SyncChange) => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
} as unknown as AppContext['sync'];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

function tell(change: SyncChange): void {
  for (const listener of listeners) {
    listener(change);
  }
}

it('an open page is told the version at first, then each new one, and nothing when none is new', async () => {
  const closing = new AbortController();
  const changes = followDataChanges({ db, sync }, closing.signal);
  const first = await changes.next();
  const second = changes.next();
  tell('progress');
  tell('data');
  await db.pool.query(`select nextval('data_version_seq'), nextval('data_version_seq')`);
  tell('data');
  expect((await second).value?.version).not.toBe(first.value?.version);
  const end = changes.next();
  tell('data');
  closing.abort();
  expect(await end).toEqual({ done: true, value: undefined });
  expect(listeners.size).toBe(0);
});
