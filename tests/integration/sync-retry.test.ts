import type { Database } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { openTestDatabase } from '../support/database.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const HOUR_MS = 60 * 60_000;

let db: Database;
let isLost = false;
let synced: SyncedWorld | undefined;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await synced?.close();
  await db?.close();
});

/** The test's database, which answers nothing while it is lost. */
function losable(): Database {
  const lost = () => Promise.reject(new Error('Connection terminated unexpectedly'));
  const pool = new Proxy(db.pool, {
    get(target, name) {
      if (isLost && (name === 'query' || name === 'connect')) {
        return lost;
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...db, pool, transaction: (work) => (isLost ? lost() : db.transaction(work)) };
}

test('a pass that the database broke off is tried again after the short pause, and ends complete', async () => {
  const log = createLog('silent');
  const brokenOff = new Promise<void>((resolve) => {
    log.error = () => {
      isLost = false;
      resolve();
    };
  });
  synced = await serveWorld(
    db,
    buildBulkWorld(70),
    {},
    {},
    { db: losable(), log, intervalMs: HOUR_MS, firstRetryMs: 1 },
  );
  const { runner } = synced;
  const complete = new Promise<void>((resolve) => {
    runner.onProgress(() => {
      void isRead().then((is) => is && resolve());
    });
  });
  const stopLosing = runner.onProgress(() => {
    isLost = true;
    stopLosing();
  });
  for (const id of synced.repositoryIds) {
    await runner.request({ kind: 'pass', repositoryId: id }, 'person');
  }
  await brokenOff;
  await complete;
  const { rows } = await db.pool.query('select count(*)::int n from pull_requests');
  expect(rows).toEqual([{ n: 70 }]);
});

async function isRead(): Promise<boolean> {
  const { rows } = await db.pool.query(
    `select from sync_streams having bool_and(state = 'idle' and last_success_at is not null)`,
  );
  return rows.length > 0;
}
