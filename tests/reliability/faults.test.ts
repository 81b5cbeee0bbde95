import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { getSyncOverview } from '@bellwether/server/features/sync-status/sync-status.service';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { openTestDatabase } from '../support/database.ts';
import { faultTable } from '../support/fault-table.ts';
import { fingerprint } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const world = buildBulkWorld(70);
const operations = path.resolve(import.meta.dirname, '../../docs/operations.md');

let db: Database;
let synced: SyncedWorld;
let whole: Record<string, string>;

// Who is which person is drawn anew each time.
const stored = () => fingerprint(db, { except: ['people', 'accounts', 'repositories'] });

beforeAll(async () => {
  db = await openTestDatabase();
  synced = await serveWorld(db, world, {}, { timeoutMs: 500, rateLimitPatienceSeconds: 1 });
  await synced.pass();
  whole = await stored();
});
afterAll(async () => {
  await synced?.close();
  await db?.close();
});

async function forgetAll() {
  await db.pool.query('delete from repositories');
  synced.repositoryIds.length = 0;
  for (const repository of world.repositories) {
    await synced.add(repository);
  }
}

/** What the page says of a stream. */
async function errorOf(name: SyncStreamName) {
  const jobs = { list: () => Promise.resolve([]) };
  const app = { db, jobs, sync: synced.runner, clock: () => new Date() };
  const { repositories } = await getSyncOverview(app as unknown as AppContext, EVERYTHING);
  return repositories[0]?.streams.find(({ stream }) => stream === name)?.error ?? null;
}

const withoutTime = (text: string) => text.replace(/\d\d:\d\d UTC/, 'HH:MM UTC');

describe('a fault of GitHub is told in words, survived, and leaves nothing behind', () => {
  test.each(faultTable)('$name', async ({ rule, stream, reads }) => {
    await forgetAll();
    synced.simulator.replaceFaults([rule]);
    await synced.pass();
    const hits = Object.values(synced.simulator.stats().faults);
    expect(hits[0]).toBeGreaterThan(0);
    const error = await errorOf(stream);
    if (reads === null) {
      expect(error).toBeNull();
    } else {
      expect(error).toMatchObject({ code: reads.code, remedy: reads.remedy });
      expect(withoutTime(error?.message ?? '')).toBe(reads.sentence);
    }
    synced.simulator.replaceFaults([]);
    await synced.pass();
    expect(await errorOf(stream)).toBeNull();
    expect(await stored()).toEqual(whole);
  });
});

test('the operations handbook has the same table', async () => {
  const text = await readFile(operations, 'utf8');
  for (const { name, reads } of faultTable) {
    const row = text.split('\n').find((line) => line.startsWith(`| ${name} |`));
    expect(row, name).toBeDefined();
    for (const words of reads === null ? [] : [reads.sentence, reads.remedy]) {
      expect(row).toContain(words);
    }
  }
});

test('an answer dated an hour ahead lets no later change be skipped', async () => {
  await forgetAll();
  synced.simulator.replaceFaults([{ effect: { kind: 'clock-skew', seconds: 3600 } }]);
  await synced.pass();
  synced.simulator.replaceFaults([]);
  const { rows } = await db.pool.query<{ watermarkAt: Date }>(
    `select watermark_at "watermarkAt" from sync_streams where stream = 'pull-requests'`,
  );
  expect(rows[0]?.watermarkAt.getTime()).toBeLessThanOrEqual(Date.now());
});
