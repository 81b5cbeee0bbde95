import type { Database } from '@bellwether/server/db/open-database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { openTestDatabase } from '../support/database.ts';
import { faultTable } from '../support/fault-table.ts';
import { fingerprint } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const world = buildBulkWorld(70);

/** Each fault by itself, on any call that it can hit. */
const faults = [...new Set(faultTable.map(({ rule }) => rule.effect))].map(
  (effect) => [JSON.stringify(effect), effect] as const,
);

describe('what goes wrong on GitHub', () => {
  let db: Database;
  let synced: SyncedWorld;
  let whole: Record<string, string>;
  // Who is which person is drawn anew each time.
  const stored = () => fingerprint(db, { except: ['people', 'accounts', 'repositories'] });

  beforeAll(async () => {
    db = await openTestDatabase();
    synced = await serveWorld(db, world, {}, { timeoutMs: 300, rateLimitPatienceSeconds: 1 });
    await synced.pass();
    whole = await stored();
  });
  afterAll(async () => {
    await synced?.close();
    await db?.close();
  });

  async function forgetAll() {
    await db.pool.query('delete from repositories');
    await db.pool.query('delete from pull_request_facts');
    synced.repositoryIds.length = 0;
    for (const repository of world.repositories) {
      await synced.add(repository);
    }
  }

  async function streams() {
    const { rows } = await db.pool.query<{
      stream: string;
      state: string;
      errorCode: string | null;
      errorMessage: string | null;
      watermarkAt: Date | null;
      lastSuccessAt: Date | null;
    }>(
      `select stream, state, error_code "errorCode", error_message "errorMessage", watermark_at "watermarkAt",
         last_success_at "lastSuccessAt"
       from sync_streams`,
    );
    return new Map(rows.map((row) => [row.stream, row]));
  }

  test.each(faults)('%s once in a while loses nothing', async (_, effect) => {
    await forgetAll();
    synced.simulator.replaceFaults([{ every: 3, effect }], 7);
    await synced.pass();
    synced.simulator.replaceFaults([]);
    await synced.pass();
    expect(await stored()).toEqual(whole);
  });

  test('a stream that fails leaves the others their turn and what is stored in place', async () => {
    synced.simulator.replaceFaults([
      { match: { path: /\/issues$/ }, effect: { kind: 'status', status: 502 } },
      { match: { operation: 'issues' }, effect: { kind: 'status', status: 502 } },
    ]);
    const before = await fingerprint(db, { versions: true, except: ['repositories'] });
    await synced.pass();
    const after = await streams();
    expect(after.get('issues')?.state).toBe('failed');
    expect(after.get('comparisons')?.state).toBe('idle');
    expect(await fingerprint(db, { versions: true, except: ['repositories'] })).toEqual(before);
    synced.simulator.replaceFaults([]);
  });

  test('review requests do not pass for read when the pull requests could not be', async () => {
    await forgetAll();
    synced.simulator.replaceFaults([
      { match: { operation: 'pullRequests' }, effect: { kind: 'status', status: 502 } },
    ]);
    await synced.pass();
    expect((await streams()).get('review-requests')).toMatchObject({
      ...{ state: 'failed', errorCode: 'upstream_unavailable', lastSuccessAt: null },
      errorMessage: 'Waits for pull requests, which could not be read.',
    });
    synced.simulator.replaceFaults([]);
    await synced.pass();
    const read = (await streams()).get('review-requests');
    expect(read).toMatchObject({ state: 'idle', errorCode: null, errorMessage: null });
    expect(read?.lastSuccessAt).not.toBeNull();
  });

  test('a repository that is gone is inaccessible, and keeps its history', async () => {
    const before = await stored();
    synced.simulator.replaceWorld({ ...world, repositories: [] });
    await synced.pass();
    expect((await streams()).get('repository')).toMatchObject({
      state: 'inaccessible',
      errorCode: 'upstream_not_found',
    });
    expect(await stored()).toEqual(before);
    synced.simulator.replaceWorld(world);
    await synced.pass();
    expect((await streams()).get('repository')).toMatchObject({ state: 'idle', errorCode: null });
  });
});
