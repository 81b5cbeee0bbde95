import type { Database } from '@bellwether/server/db/open-database';
import type { FaultRule } from '@bellwether/server/github-simulator/faults';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { buildGoldenRepository } from '../golden/golden-week.ts';
import { openTestDatabase } from '../support/database.ts';
import { faultTable } from '../support/fault-table.ts';
import { storedCsv } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const world = {
  ...buildBulkWorld(150),
  repositories: [...buildBulkWorld(150).repositories, buildGoldenRepository()],
};
const MOST_PASSES = 60;

/** All that can go wrong, at any call; an answer in GraphQL's form comes to queries alone. */
const everything: FaultRule[] = faultTable.map(({ name, rule: { effect } }) => ({
  ...{ name, effect, probability: effect.kind === 'hang' ? 0.005 : 0.012 },
  ...(isOfGraphql(effect.kind) ? { match: { path: '/graphql' } } : {}),
}));

function isOfGraphql(kind: FaultRule['effect']['kind']): boolean {
  return kind.startsWith('graphql-') || kind === 'node-limit' || kind === 'resource-limits';
}

let db: Database;
let synced: SyncedWorld;
let undisturbed: string;

beforeAll(async () => {
  db = await openTestDatabase();
  const options = { timeoutMs: 400, rateLimitPatienceSeconds: 120 };
  synced = await serveWorld(db, world, {}, options);
  await synced.pass();
  undisturbed = await storedCsv(db);
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

async function isComplete(): Promise<boolean> {
  const { rows } = await db.pool.query<{ open: number }>(
    `select count(*)::int open from sync_streams
     where state <> 'idle' or error_code is not null or last_success_at is null`,
  );
  return rows[0]?.open === 0;
}

test.each([1, 2, 3])(
  'with all faults at random (seed %i) a whole backfill ends in the same export, byte for byte',
  async (seed) => {
    await forgetAll();
    synced.simulator.replaceFaults(everything, seed);
    let passes = 0;
    do {
      await synced.pass();
      passes += 1;
    } while (passes < MOST_PASSES && !(await isComplete()));
    expect(await isComplete()).toBe(true);
    const hits = Object.values(synced.simulator.stats().faults).reduce((sum, n) => sum + n, 0);
    expect(hits).toBeGreaterThan(5);
    expect(await storedCsv(db)).toBe(undisturbed);
  },
);

test('over the seeds, nearly every fault has come', async () => {
  await forgetAll();
  synced.simulator.replaceFaults(everything, 4);
  const seen = new Set<string>();
  for (let passes = 0; passes < MOST_PASSES && seen.size < everything.length * 0.8; passes += 1) {
    await db.pool.query('update sync_streams set etag = null, watermark_at = null');
    await synced.pass();
    for (const [name, hits] of Object.entries(synced.simulator.stats().faults)) {
      if (hits > 0) {
        seen.add(name);
      }
    }
  }
  expect(seen.size).toBeGreaterThanOrEqual(everything.length * 0.8);
  synced.simulator.replaceFaults([]);
  await synced.pass();
  expect(await storedCsv(db)).toBe(undisturbed);
});
