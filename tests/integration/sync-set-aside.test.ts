import type { Database } from '@bellwether/server/db/open-database';
import type { WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import {
  makeComment,
  makeCommit,
  makePull,
  makeRepository,
  makeSha,
  makeUser,
  makeWorld,
} from '../support/world-rows.ts';

const COUNT = 40;
const tom = makeUser('tom');
const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);

/** Pull requests of which some are more than GitHub can give in one answer. */
function repository(tooMuch: readonly number[]): WorldRepository {
  return makeRepository('acme/shop', {
    pulls: numbers.map((number) =>
      makePull(number, { updated_at: `2026-02-02T09:${String(number).padStart(2, '0')}:00Z` }),
    ),
    commits: numbers.map((number) => makeCommit(number, makeSha(`head ${number}`))),
    issueComments: tooMuch.flatMap((number) =>
      Array.from({ length: 90 }, (_, index) => makeComment(number, number * 100 + index, tom)),
    ),
  });
}

describe('pull requests that GitHub cannot give', () => {
  let db: Database;
  let synced: SyncedWorld;

  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterEach(async () => {
    await synced.close();
    await db.pool.query('delete from connections');
  });
  afterAll(() => db?.close());

  async function read(tooMuch: readonly number[]) {
    synced = await serveWorld(db, makeWorld(repository(tooMuch)), { heavyPageNodes: 80 });
    await synced.pass();
  }

  async function stream() {
    const { rows } = await db.pool.query(
      `select state, stored, total, set_aside "setAside", error_message "message", cursor,
         watermark_at is not null "isComplete"
       from sync_streams where stream = 'pull-requests'`,
    );
    return rows[0];
  }

  test('are left out and told of, and the pass goes on to its end', async () => {
    await read([15, 16, 33]);
    expect(await stream()).toEqual({
      ...{ state: 'idle', stored: COUNT - 3, total: COUNT, cursor: null, isComplete: true },
      ...{ setAside: [33, 16, 15] },
      message: '3 pull requests could not be read: #15, #16, #33.',
    });
    const { rows } = await db.pool.query(
      `select stream from sync_streams where state = 'failed' or last_success_at is null`,
    );
    expect(rows).toEqual([]);
  });

  test('are asked for again by the next pass, one by one', async () => {
    await read([15]);
    await synced.pass();
    expect(await stream()).toMatchObject({ setAside: [15], isComplete: true });
    synced.simulator.replaceWorld(makeWorld(repository([])));
    await synced.pass();
    expect(await stream()).toMatchObject({
      ...{ setAside: [], message: null, stored: COUNT, total: COUNT },
    });
  });

  test('are not set aside where nothing else can be read either', async () => {
    synced = await serveWorld(db, makeWorld(repository([])), { heavyPageNodes: 80 });
    synced.simulator.replaceFaults([
      { match: { operation: 'pullRequests' }, effect: { kind: 'status', status: 502 } },
    ]);
    await synced.pass();
    expect(await stream()).toMatchObject({
      ...{ state: 'failed', stored: 0, setAside: [], cursor: null, isComplete: false },
    });
  });
});
