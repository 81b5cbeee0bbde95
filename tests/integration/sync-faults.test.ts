import type { Database } from '@bellwether/server/db/open-database';
import type { FaultEffect } from '@bellwether/server/github-simulator/faults';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { openTestDatabase } from '../support/database.ts';
import { fingerprint } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const world = buildBulkWorld(70);

type Fault = [name: string, effect: FaultEffect, code: string];

const faults: Fault[] = [
  ['a revoked token', { kind: 'bad-credentials' }, 'upstream_unauthenticated'],
  ['a missing right', { kind: 'status', status: 403 }, 'upstream_forbidden'],
  [
    'an hourly allowance that is used up',
    { kind: 'primary-limit', resetInSeconds: 3600 },
    'upstream_rate_limited',
  ],
  [
    'the same, said by GraphQL',
    { kind: 'graphql-rate-limited', resetInSeconds: 3600 },
    'upstream_rate_limited',
  ],
  [
    'a secondary limit',
    { kind: 'secondary-limit', retryAfterSeconds: 3600 },
    'upstream_rate_limited',
  ],
  ['a server error', { kind: 'status', status: 500 }, 'upstream_unavailable'],
  ['a bad gateway', { kind: 'status', status: 502 }, 'upstream_unavailable'],
  ['a service that is down', { kind: 'status', status: 503 }, 'upstream_unavailable'],
  ['a gateway that waited too long', { kind: 'status', status: 504 }, 'upstream_unavailable'],
  ['half an answer with errors beside it', { kind: 'resource-limits' }, 'upstream_unavailable'],
  ['too many nodes', { kind: 'node-limit' }, 'upstream_unavailable'],
  ['no answer', { kind: 'hang' }, 'upstream_unavailable'],
  ['a broken connection', { kind: 'reset' }, 'upstream_unavailable'],
  ['an answer that is cut off', { kind: 'truncated' }, 'upstream_unavailable'],
  ['an answer that is no JSON', { kind: 'wrong-content-type' }, 'upstream_unavailable'],
];

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

  test.each(faults)(
    '%s on every page of pull requests is told as what it is, and nothing is taken for read',
    async (_, effect, code) => {
      await forgetAll();
      synced.simulator.replaceFaults([{ match: { operation: 'pullRequests' }, effect }]);
      await synced.pass();
      const failed = (await streams()).get('pull-requests');
      expect(failed).toMatchObject({ state: 'failed', errorCode: code, watermarkAt: null });
      expect(failed?.errorMessage).toMatch(/^[A-Z].*\.$/s);
      expect(failed?.errorMessage).not.toMatch(/undefined|\bat \/|token any/);
      expect((await streams()).get('repository')?.state).toBe('idle');

      synced.simulator.replaceFaults([]);
      await synced.pass();
      expect(await stored()).toEqual(whole);
      expect((await streams()).get('pull-requests')).toMatchObject({
        state: 'idle',
        errorCode: null,
      });
    },
  );

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
