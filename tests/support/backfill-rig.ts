import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildBulkWorld } from '../bench/bulk-world.ts';
import { buildGoldenRepository } from '../golden/golden-week.ts';
import type { BuiltServer } from './built-server.ts';
import {
  type BackfillPlace,
  layOutBackfill,
  readStored,
  type ServedWorld,
  serveForServers,
  startOn,
  untilRead,
} from './interrupted-backfill.ts';

const repositories = [...buildBulkWorld(700).repositories, buildGoldenRepository()];

/** A world that real servers read into places of their own; all of it is gone after each test of the file. */
export function useBackfillRig() {
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

  async function start(place: BackfillPlace): Promise<BuiltServer> {
    const server = await startOn(world, place);
    servers.push(server);
    return server;
  }

  return {
    world: () => world,
    start,
    async layOut(engine: 'embedded' | 'postgres'): Promise<BackfillPlace> {
      const place = await layOutBackfill(engine);
      places.push(place);
      return place;
    },
    async readToTheEnd(place: BackfillPlace) {
      const server = await start(place);
      await untilRead(world, server);
      expect(await server.stop()).toBe(0);
      return await readStored(place);
    },
    /** As if so much time had passed that nobody believes the killed server to be alive. */
    async expireLeases(place: BackfillPlace): Promise<void> {
      const db = await place.open();
      await db.pool.query(`update sync_leases set expires_at = now() - interval '1 second'`);
      await db.close();
    },
    async isRead(place: BackfillPlace): Promise<boolean> {
      const db = await place.open();
      const { rows } = await db.pool.query(
        `select from sync_streams where last_success_at is null or pass_started_at is not null`,
      );
      await db.close();
      return rows.length === 0;
    },
  };
}
