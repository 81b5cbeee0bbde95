import { seededRandom } from '@bellwether/server/github-simulator/faults';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { buildGoldenRepository } from '../golden/golden-week.ts';
import type { BuiltServer } from '../support/built-server.ts';
import {
  type BackfillPlace,
  beginInSmallPages,
  killAt,
  layOutBackfill,
  readStored,
  runUntilKilled,
  type ServedWorld,
  serveForServers,
  startOn,
  untilRead,
} from '../support/interrupted-backfill.ts';

const KILLS = 50;
const TAKE_OVERS = 6;
const MINUTE_MS = 60_000;

const repositories = [...buildBulkWorld(700).repositories, buildGoldenRepository()];

let world: ServedWorld;
const places: BackfillPlace[] = [];
const servers: BuiltServer[] = [];

beforeAll(async () => {
  world = await serveForServers({ name: 'kills', endsAt: null, repositories });
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await Promise.all(places.splice(0).map((place) => place.remove()));
});
afterAll(() => world.simulator.close());

async function layOut(engine: 'embedded' | 'postgres'): Promise<BackfillPlace> {
  const place = await layOutBackfill(engine);
  places.push(place);
  return place;
}

async function start(place: BackfillPlace): Promise<BuiltServer> {
  const server = await startOn(world, place);
  servers.push(server);
  return server;
}

async function readToTheEnd(place: BackfillPlace) {
  const server = await start(place);
  await untilRead(world, server);
  expect(await server.stop()).toBe(0);
  return await readStored(place);
}

/** As if so much time had passed that nobody believes the killed server to be alive. */
async function expireLeases(place: BackfillPlace): Promise<void> {
  const db = await place.open();
  await db.pool.query(`update sync_leases set expires_at = now() - interval '1 second'`);
  await db.close();
}

async function isRead(place: BackfillPlace): Promise<boolean> {
  const db = await place.open();
  const { rows } = await db.pool.query(
    `select from sync_streams where last_success_at is null or pass_started_at is not null`,
  );
  await db.close();
  return rows.length === 0;
}

describe.each(['embedded', 'postgres'] as const)('on the %s engine', (engine) => {
  test(`a backfill that is killed ${KILLS} times at random moments ends like an undisturbed one`, {
    timeout: 15 * MINUTE_MS,
  }, async () => {
    const undisturbed = await readToTheEnd(await layOut(engine));
    const place = await layOut(engine);
    await beginInSmallPages(world, place);
    const random = seededRandom(20_260_302);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await runUntilKilled(world, place, random);
      if (engine === 'postgres') {
        await expireLeases(place);
      }
    }
    expect(await isRead(place)).toBe(false);
    expect(await readToTheEnd(place)).toEqual(undisturbed);
  });
});

describe('two servers on one Postgres', () => {
  test('of which one is killed in the middle of a page, again and again, end like an undisturbed one', {
    timeout: 10 * MINUTE_MS,
  }, async () => {
    const undisturbed = await readToTheEnd(await layOut('postgres'));
    const place = await layOut('postgres');
    await beginInSmallPages(world, place);
    const random = seededRandom(7);
    let working = await start(place);
    for (let round = 0; round < TAKE_OVERS; round += 1) {
      const waiting = await start(place);
      await killAt(working.process, world.requests(1 + Math.floor(random() * 20)), random);
      await expireLeases(place);
      working = waiting;
    }
    expect(await isRead(place)).toBe(false);
    await untilRead(world, working);
    expect(await working.stop()).toBe(0);
    expect(await readStored(place)).toEqual(undisturbed);
  });
});
