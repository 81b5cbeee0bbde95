import type { Database } from '@bellwether/server/db/open-database';
import type { FaultRule } from '@bellwether/server/github-simulator/faults';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { openTestDatabase } from '../support/database.ts';
import { fingerprint } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const world = buildBulkWorld(400);
const EXCEPT = ['people', 'accounts', 'repositories'];

describe('reading page by page', () => {
  let db: Database;
  let whole: Record<string, string>;
  let synced: SyncedWorld | undefined;

  beforeAll(async () => {
    db = await openTestDatabase();
    synced = await serveWorld(db, world);
    await synced.pass();
    whole = await fingerprint(db, { except: EXCEPT });
    await forget();
  });
  afterEach(forget);
  afterAll(() => db?.close());

  async function forget() {
    await synced?.close();
    synced = undefined;
    await db.pool.query('delete from connections');
    await db.pool.query('delete from pull_request_facts');
  }

  async function pullRequestStream() {
    const { rows } = await db.pool.query<{
      state: string;
      cursor: string | null;
      pageSize: number;
      stored: number;
      total: number;
      passDone: number;
    }>(
      `select state, cursor, page_size "pageSize", stored, total, pass_done "passDone"
       from sync_streams where stream = 'pull-requests'`,
    );
    return rows[0];
  }

  test('a server that ends between two pages goes on there, and ends with the same rows', async () => {
    synced = await serveWorld(db, world);
    const running = synced;
    let halted: Promise<void> | undefined;
    running.runner.onProgress(() => {
      halted ??= haltAfterFirstPage(running);
    });
    await running.pass();
    await halted;
    const cut = await pullRequestStream();
    expect(cut?.cursor).not.toBeNull();
    expect(cut?.stored).toBeGreaterThan(0);
    expect(cut?.stored).toBeLessThan(400);
    expect(cut?.stored).toBe(cut?.passDone);

    const spent = running.simulator.stats().graphqlPoints;
    await running.restart();
    await running.runner.start();
    await running.runner.whenIdle();
    expect(await fingerprint(db, { except: EXCEPT })).toEqual(whole);
    expect(await pullRequestStream()).toMatchObject({ cursor: null, stored: 400, total: 400 });
    expect(running.simulator.stats().graphqlPoints - spent).toBeLessThan(20);
  });

  async function haltAfterFirstPage(running: SyncedWorld): Promise<void> {
    for (;;) {
      const stream = await pullRequestStream();
      if (stream !== undefined && stream.stored > 0) {
        return await running.runner.stop();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test('pages before one that fails are stored, and the next pass goes on after them', async () => {
    synced = await serveWorld(db, world);
    const effect = { kind: 'status', status: 503 } as const;
    // A request that one rule hits is not counted by those after it: together they hit every one from the fourth on.
    const fourth: FaultRule = { match: { operation: 'pullRequests' }, nth: 4, effect };
    synced.simulator.replaceFaults(Array.from({ length: 20 }, () => fourth));
    await synced.pass();
    const cut = await pullRequestStream();
    expect(cut).toMatchObject({ state: 'failed', stored: 3 * 29, passDone: 3 * 29 });
    expect(cut?.cursor).not.toBeNull();

    const firstPage = { operation: 'pullRequests', body: /"after":null/ };
    synced.simulator.replaceFaults([{ match: firstPage, effect }]);
    await synced.pass();
    expect(await pullRequestStream()).toMatchObject({ state: 'idle', cursor: null, stored: 400 });
    expect(await fingerprint(db, { except: EXCEPT })).toEqual(whole);
  });

  test('a page that is too heavy is halved until it passes, and the size is remembered', async () => {
    synced = await serveWorld(db, world, { heavyPageNodes: 60 });
    await synced.pass();
    const stream = await pullRequestStream();
    expect(stream).toMatchObject({ state: 'idle', stored: 400, total: 400 });
    expect(stream?.pageSize).toBeLessThan(29);
    expect(await fingerprint(db, { except: EXCEPT })).toEqual(whole);
    const { heavyPages } = synced.simulator.stats();
    expect(heavyPages).toBeGreaterThan(0);
    await synced.pass();
    expect((await pullRequestStream())?.pageSize).toBe(stream?.pageSize);
    expect(synced.simulator.stats().heavyPages).toBe(heavyPages);
  });

  test('a limited history reads what was updated since, and counts only that', async () => {
    const repository = world.repositories[0];
    const updates = (repository?.pulls ?? []).map((pull) => pull.updated_at).sort();
    const from = updates[300] ?? '';
    synced = await serveWorld(db, world);
    await db.pool.query('update repositories set history_from = $1', [from]);
    await synced.pass();
    const expected = updates.filter((at) => at >= from).length;
    expect(await pullRequestStream()).toMatchObject({
      stored: expected,
      total: expected,
      state: 'idle',
    });
  });

  test('an older state never overwrites a newer one', async () => {
    synced = await serveWorld(db, world);
    await synced.pass();
    await db.pool.query(
      `update pull_requests set title = 'said later', updated_at = updated_at + interval '1 hour' where number = 7`,
    );
    await db.pool.query('update sync_streams set watermark_at = null');
    await synced.pass();
    const { rows } = await db.pool.query('select title from pull_requests where number = 7');
    expect(rows).toEqual([{ title: 'said later' }]);
  });
});
