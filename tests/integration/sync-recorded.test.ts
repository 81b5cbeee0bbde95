import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Database } from '@bellwether/server/db/open-database';
import { loadWorld } from '@bellwether/server/github-simulator/load-world';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordingFolders } from '../recorded/read-recording.ts';
import { openTestDatabase } from '../support/database.ts';
import { fingerprint, storedCsv } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const folders = recordingFolders();

test.runIf(folders.length === 0)('has no recorded repositories to compare with', (context) => {
  context.skip('there are none beside this checkout');
});

describe.each(folders.map((folder) => [basename(folder), folder]))(
  '%s, read over HTTP',
  (_, folder) => {
    let db: Database;
    let synced: SyncedWorld;

    beforeAll(async () => {
      db = await openTestDatabase();
      synced = await serveWorld(db, loadWorld(folder));
      await synced.pass();
    });
    afterAll(async () => {
      await synced?.close();
      await db?.close();
    });

    test('gives an export that equals the recorded one in every cell', async () => {
      const expected = await readFile(join(folder, 'expected.csv'), 'utf8');
      expect((await storedCsv(db)).split(/\r?\n/)).toEqual(expected.split(/\r?\n/));
    });

    test('stores as many rows as GitHub counts', async () => {
      const { rows } = await db.pool.query(
        'select stream, stored, total, error_code from sync_streams where total is not null',
      );
      expect(rows.length).toBeGreaterThanOrEqual(4);
      for (const row of rows) {
        expect(row).toMatchObject({ stored: row.total, error_code: null });
      }
    });

    test('costs at most 140 points per 1,000 pull requests', async () => {
      const { rows } = await db.pool.query<{ n: number }>(
        'select count(*)::int n from pull_requests',
      );
      const { restCalls, graphqlPoints } = synced.simulator.stats();
      const count = rows[0]?.n ?? 0;
      // A small repository pays for the first page of each list.
      expect(restCalls + graphqlPoints).toBeLessThanOrEqual(Math.max(8, (count / 1000) * 140));
    });

    test('is stored once: a second pass writes no row', async () => {
      const before = await fingerprint(db, { versions: true });
      await synced.pass();
      expect(await fingerprint(db, { versions: true })).toEqual(before);
    });
  },
);
