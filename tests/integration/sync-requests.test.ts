import { randomUUID } from 'node:crypto';
import type { SyncReason, SyncRequest } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { listJobs } from '@bellwether/server/jobs/job-list.store';
import { acquireLease, assertMayStore } from '@bellwether/server/sync/lease.store';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { openTestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { type GithubGate, openGithubGate } from '../support/github-gate.ts';
import { smallRepository } from '../support/small-world.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const PULLS = 260;
/** Pages that are read before the first of them is stored. */
const PAGES_AT_ONCE = 6;
const BULK = 'R_77';
const [bulk] = buildBulkWorld(PULLS).repositories;
const small = ['acme/one', 'acme/two', 'acme/three'].map((name) => smallRepository(name, {}));
const [one = '', two = '', three = ''] = small.map((repository) => repository.node_id);
const world = { name: 'requests', endsAt: null, repositories: [...(bulk ? [bulk] : []), ...small] };

let db: Database;
let gate: GithubGate;
let synced: SyncedWorld;
const others: SyncedWorld['runner'][] = [];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((runner) => runner.stop()));
  await synced?.close();
  await db.pool.query('delete from pgboss.job');
  await db.pool.query('delete from connections');
});
afterAll(() => db?.close());

async function serve(): Promise<void> {
  gate = openGithubGate();
  synced = await serveWorld(db, world, {}, { fetch: gate.fetch });
}

async function ask(request: SyncRequest, reason: SyncReason = 'person'): Promise<void> {
  await synced.runner.request(request, reason);
}

const pass = (repositoryId: string): SyncRequest => ({ kind: 'pass', repositoryId });

/** What was done, in the order in which it ended. */
async function readDone(): Promise<string[]> {
  const { rows } = await db.pool.query<{ done: string }>(
    `select data->'request'->>'kind' || ' ' || coalesce(r.name, '') as done
     from pgboss.job j left join repositories r on r.id = j.data->'request'->>'repositoryId'
     where state = 'completed' order by completed_on, j.id`,
  );
  return rows.map((row) => row.done);
}

async function countPulls(repositoryId = BULK): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    'select count(*)::int n from pull_requests where repository_id = $1',
    [repositoryId],
  );
  return rows[0]?.n ?? 0;
}

async function readStates(repositoryId = BULK): Promise<string[]> {
  const { rows } = await db.pool.query<{ state: string }>(
    'select distinct state from sync_streams where repository_id = $1 order by state',
    [repositoryId],
  );
  return rows.map((row) => row.state);
}

/** Begins the long pass and holds the first page of pull requests after some were stored. */
async function beginLongPass(reason: SyncReason) {
  const held = gate.hold('query pullRequests(', PAGES_AT_ONCE + 1);
  await ask(pass(BULK), reason);
  await held.arrived;
  return held;
}

describe('requests to read', () => {
  test('what is asked for again while it waits is one, as urgent as the most urgent of them', async () => {
    await serve();
    const held = gate.hold('query repositoryOverview');
    await ask(pass(one));
    await held.arrived;
    for (const reason of ['sweep', 'nightly', 'webhook', 'start'] as const) {
      await ask(pass(two), reason);
    }
    const { rows } = await db.pool.query(
      `select priority from pgboss.job where data->'request'->>'repositoryId' = $1`,
      [two],
    );
    expect(rows).toEqual([{ priority: 20 }]);
    held.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass one', 'pass two']);
  });

  test('what is asked for while it runs is done once more', async () => {
    await serve();
    const held = gate.hold('query repositoryOverview');
    await ask(pass(one), 'sweep');
    await held.arrived;
    await ask(pass(one), 'sweep');
    held.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass one', 'pass one']);
  });

  test('a person comes before a webhook, a sweep and the night', async () => {
    await serve();
    const held = gate.hold('query repositoryOverview');
    await ask(pass(one), 'person');
    await held.arrived;
    await ask({ kind: 'deep-check', repositoryId: one, reach: 'recent' }, 'nightly');
    await ask(pass(two), 'sweep');
    await ask(pass(three), 'webhook');
    await ask(pass(one), 'person');
    held.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual([
      ...['pass one', 'pass one', 'pass three', 'pass two', 'deep-check one'],
    ]);
  });

  test('a single pull request is read between two pages of a long pass', async () => {
    await serve();
    const held = await beginLongPass('person');
    await ask({ kind: 'pull-request', repositoryId: one, number: 1 }, 'webhook');
    held.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pull-request one', 'pass bulk']);
    expect(await countPulls(one)).toBe(1);
    expect(await countPulls()).toBe(PULLS);
  });

  test('a single pull request is read between two pages that are stored together later', async () => {
    await serve();
    const first = gate.hold('query pullRequests(', 1);
    await ask(pass(BULK), 'sweep');
    await first.arrived;
    await ask({ kind: 'pull-request', repositoryId: one, number: 1 }, 'webhook');
    const second = gate.hold('query pullRequests(', 1);
    first.letGo();
    await second.arrived;
    expect(await countPulls()).toBe(0);
    expect(await countPulls(one)).toBe(1);
    second.letGo();
    await synced.runner.whenIdle();
    expect(await countPulls()).toBe(PULLS);
  });

  test('part of the repository that is being read comes when its pass has ended or given way', async () => {
    await serve();
    const held = await beginLongPass('person');
    await ask({ kind: 'pass', repositoryId: BULK, streams: ['issues'] }, 'person');
    const part = gate.hold('query issues(');
    held.letGo();
    await part.arrived;
    const { rows } = await db.pool.query(`select from pgboss.job where state = 'active'`);
    expect(rows).toHaveLength(1);
    part.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass bulk', 'pass bulk']);
    expect(await countPulls()).toBe(PULLS);
  });

  test('a sweep that is under way gives way to a person, and goes on where it was', async () => {
    await serve();
    const held = await beginLongPass('sweep');
    await ask(pass(two), 'person');
    held.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass two', 'pass bulk']);
    expect(await countPulls()).toBe(PULLS);
    expect(await readStates()).toEqual(['idle']);
  });

  test('even a pass that a person asked for gives way to the next person, once it is long', async () => {
    await serve();
    const held = await beginLongPass('person');
    await ask(pass(two), 'person');
    held.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass two', 'pass bulk']);
    expect(await countPulls()).toBe(PULLS);
  });

  test('a deep check is not begun again for what webhooks ask for, and ends for a person', async () => {
    await serve();
    await ask(pass(BULK));
    await synced.runner.whenIdle();
    await db.pool.query('delete from pgboss.job');
    const deepCheck = { kind: 'deep-check', repositoryId: BULK, reach: 'whole' } as const;
    const held = gate.hold('query pullRequests(', 2);
    await ask(deepCheck, 'nightly');
    await held.arrived;
    await ask({ kind: 'pass', repositoryId: BULK, streams: ['issues'] }, 'webhook');
    const parts = ['deployments', 'comparisons'] as const;
    await ask({ kind: 'pass', repositoryId: BULK, streams: parts }, 'webhook');
    held.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass bulk', 'deep-check bulk', 'pass bulk']);

    await db.pool.query('delete from pgboss.job');
    const again = gate.hold('query pullRequests(', 2);
    await ask(deepCheck, 'nightly');
    await again.arrived;
    await ask(pass(two), 'person');
    again.letGo();
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass two', 'deep-check bulk']);
  });

  test('two servers never read over the same connection at once', async () => {
    await serve();
    const held = gate.hold('query repositoryOverview');
    await ask(pass(one));
    await held.arrived;
    const other = synced.anotherRunner();
    others.push(other);
    await other.request(pass(two), 'person');
    const { rows } = await db.pool.query<{ n: number }>(
      `select count(*)::int n from pgboss.job where state = 'active'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
    held.letGo();
    await other.whenIdle();
    expect((await readDone()).slice(0, 2)).toEqual(['pass one', 'pass two']);
  });

  test('one for a repository that is gone is dropped', async () => {
    await serve();
    await ask(pass('R_nowhere'));
    const held = gate.hold('query repositoryOverview');
    await ask(pass(one));
    await held.arrived;
    await ask(pass(two));
    await db.pool.query('delete from repositories where id = $1', [two]);
    held.letGo();
    await synced.runner.whenIdle();
    expect(await countPulls(one)).toBe(2);
    expect((await listJobs(db.pool)).map(({ state }) => state)).toEqual(['done', 'done']);
  });
});

describe('points', () => {
  test('that requests cost are written down with the connection, with what is left of the allowance', async () => {
    await serve();
    await synced.pass();
    const { rows } = await db.pool.query<{ spent: number; left: number; limit: number }>(
      `select sum(spent)::int spent, min(remaining) "left", min("limit") "limit" from points_slots
       where connection_id = $1`,
      [synced.connectionId],
    );
    expect(rows[0]?.spent).toBeGreaterThan(0);
    expect(rows[0]?.spent).toBe(synced.runner.points()?.spent);
    expect(rows[0]?.limit).toBe(5000);
    expect(rows[0]?.left).toBeLessThan(5000);
  });
});

describe('a repository that is paused', () => {
  test('stops at its next page, keeps what is stored, and goes on there afterwards', async () => {
    await serve();
    const held = await beginLongPass('person');
    const before = await countPulls();
    await db.pool.query('update repositories set paused_at = now() where id = $1', [BULK]);
    held.letGo();
    await synced.runner.whenIdle();
    expect(await countPulls()).toBe(before);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(PULLS);
    expect(await readStates()).toEqual(['idle']);

    await ask(pass(BULK));
    await synced.runner.whenIdle();
    expect(await countPulls()).toBe(before);

    await db.pool.query('update repositories set paused_at = null where id = $1', [BULK]);
    await ask(pass(BULK));
    await synced.runner.whenIdle();
    expect(await countPulls()).toBe(PULLS);
  });
});

describe('a connection that is let go', () => {
  test('by another server than the one that reads it gets no row afterwards, and no queue', async () => {
    await serve();
    const held = await beginLongPass('person');
    const other = synced.anotherRunner();
    others.push(other);
    await other.release(synced.connectionId);
    const before = await countPulls();
    held.letGo();
    await eventually(async () => !(await isHeldBy(synced.connectionId)));
    await synced.runner.stop();
    expect(await countPulls()).toBe(before);
    await db.pool.query('delete from connections');
    const { rows } = await db.pool.query('select name from pgboss.queue where name like $1', [
      `%${synced.connectionId}`,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('a page', () => {
  test('is stored by the server that holds the lease, and by no other', async () => {
    await serve();
    await ask(pass(one));
    await synced.runner.whenIdle();
    const holder = randomUUID();
    expect(await acquireLease(db.pool, synced.connectionId, holder, 60_000)).toBe(true);
    await assertMayStore(db.pool, BULK, holder);
    await expect(assertMayStore(db.pool, BULK, randomUUID())).rejects.toThrow('Another server');
  });
});

/** Whether the runner of the test still believes that it may read. */
async function isHeldBy(connectionId: string): Promise<boolean> {
  const { rows } = await db.pool.query(
    `select from pgboss.job where name = 'sync.' || $1 and state = 'active'`,
    [connectionId],
  );
  return rows.length > 0;
}

describe('work of a server that died', () => {
  async function leaveBegun(expires: string): Promise<void> {
    await serve();
    await ask(pass(one));
    await synced.runner.whenIdle();
    await db.pool.query(
      `update pgboss.job set state = 'active', completed_on = null where state = 'completed'`,
    );
    await db.pool.query(`delete from pull_requests`);
    await db.pool.query(`update sync_streams set watermark_at = null`);
    await db.pool.query(
      `insert into sync_leases (connection_id, holder, expires_at)
       values ($1, $2, now() + $3::interval)`,
      [synced.connectionId, randomUUID(), expires],
    );
  }

  test('is taken up by another one when its lease is over', async () => {
    await leaveBegun('-1 second');
    await synced.runner.whenIdle();
    expect(await readDone()).toEqual(['pass one']);
    expect(await countPulls(one)).toBe(2);
    const { rows } = await db.pool.query('select from sync_leases');
    expect(rows).toEqual([]);
  });

  test('is left alone while its lease lasts', async () => {
    await leaveBegun('1 hour');
    expect(await acquireLease(db.pool, synced.connectionId, randomUUID(), 1000)).toBe(false);
  });

  test('is put back in line, not counted as a failure, by a server that ends in good order', async () => {
    await serve();
    const held = await beginLongPass('person');
    const stopped = synced.runner.stop();
    held.letGo();
    await stopped;
    const [job] = await listJobs(db.pool);
    expect(job).toMatchObject({
      ...{ name: 'pass', subject: 'acme/bulk', reason: 'person' },
      ...{ state: 'waiting', retries: 0, error: null },
    });
    const { rows } = await db.pool.query('select from sync_leases');
    expect(rows).toEqual([]);
    await synced.restart();
    await synced.runner.whenIdle();
    expect(await countPulls()).toBe(PULLS);
  });
});
