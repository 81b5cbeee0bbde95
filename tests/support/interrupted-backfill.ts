import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import type { World } from '@bellwether/server/github-simulator/world.types';
import { createLog } from '@bellwether/server/log';
import { inject } from 'vitest';
import { createApiClient } from './api-client.ts';
import { type BuiltServer, spawnBuiltServer, startBuiltServer } from './built-server.ts';
import { createTestDatabase } from './database.ts';
import './database-setup.types.ts';
import { eventually } from './eventually.ts';
import { fingerprint, storedCsv } from './stored-csv.ts';

/** So that even a small world has many pages. */
const PAGE_SIZE = 2;
/** A server that is killed has asked GitHub so often at most, and so long ago at most. */
const MAX_REQUESTS = 24;
const MAX_DELAY_MS = 40;
/** They are a new random value each time. */
const EXCEPT = ['people', 'accounts', 'repositories'];

/** Where a backfill is stored, and what the servers that do it are told. */
export type BackfillPlace = {
  env: Record<string, string>;
  dataDir: string;
  open(): Promise<Database>;
  remove(): Promise<void>;
};

const SLOWLY = { everyMs: 100, patienceMs: 5 * 60_000 };

/** A world on a simulator, and a way to count what is asked of it. */
export type ServedWorld = {
  /** How many there are. */
  repositories: number;
  simulator: Simulator;
  env: Record<string, string>;
  /** Resolves at the nth request from now. */
  requests(n: number): Promise<void>;
};

export async function serveForServers(world: World): Promise<ServedWorld> {
  let asked = 0;
  const waiting: { at: number; resolve: () => void }[] = [];
  const simulator = await startSimulator({
    world,
    rateLimits: { core: 1_000_000, graphql: 1_000_000 },
    log: () => {
      asked += 1;
      for (const { resolve } of waiting.filter(({ at }) => at === asked)) {
        resolve();
      }
    },
  });
  return {
    simulator,
    repositories: world.repositories.length,
    env: {
      GITHUB_API_URL: simulator.url,
      GITHUB_TOKEN: 'any',
      GITHUB_REPOSITORIES: world.repositories.map(({ full_name }) => full_name).join(','),
      BELLWETHER_SECRET_KEY: 'the-same-for-every-server-of-this-test',
    },
    requests: (n) => new Promise((resolve) => waiting.push({ at: asked + n, resolve })),
  };
}

export async function layOutBackfill(engine: 'embedded' | 'postgres'): Promise<BackfillPlace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bw-kill-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  const log = createLog('silent');
  if (engine === 'embedded') {
    await cp(inject('embeddedTemplate').migrated, folder, { recursive: true });
    const open = () => openDatabase({ dataDir: folder, log });
    return { env: {}, dataDir: folder, open, remove: removeFolder };
  }
  const { databaseUrl = '', remove } = await createTestDatabase();
  return {
    env: { DATABASE_URL: databaseUrl },
    dataDir: folder,
    open: () => openDatabase({ databaseUrl, dataDir: folder, log }),
    async remove() {
      await remove();
      await removeFolder();
    },
  };
}

export async function startOn(world: ServedWorld, place: BackfillPlace): Promise<BuiltServer> {
  return await startBuiltServer({ ...world.env, ...place.env }, place.dataDir);
}

/** Begins the server and kills it in the middle of its work, a random time after a random request. */
export async function runUntilKilled(
  world: ServedWorld,
  place: BackfillPlace,
  random: () => number,
): Promise<void> {
  const reached = world.requests(1 + Math.floor(random() * MAX_REQUESTS));
  const server = spawnBuiltServer({ ...world.env, ...place.env }, place.dataDir);
  await killAt(server, reached, random);
}

/** Begins a backfill that goes on in small pages, as if larger ones had been too much for GitHub. */
export async function beginInSmallPages(world: ServedWorld, place: BackfillPlace): Promise<void> {
  const server = await startOn(world, place);
  const client = createApiClient(server.url);
  await eventually(async () => {
    const { repositories } = await client.syncStatus.overview.query();
    return repositories.length === world.repositories && repositories.every(hasStreams);
  }, SLOWLY);
  await server.stop();
  const db = await place.open();
  await db.pool.query('update sync_streams set page_size = $1', [PAGE_SIZE]);
  await db.close();
}

export async function killAt(
  server: ChildProcess,
  reached: Promise<void>,
  random: () => number,
): Promise<void> {
  const ended = once(server, 'exit');
  const early = ended.then(([status]) => {
    throw new Error(`The server ended by itself with ${status}.`);
  });
  await Promise.race([reached, early]);
  early.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, random() * MAX_DELAY_MS));
  server.kill('SIGKILL');
  await ended;
}

/** Resolves when the server says that everything is read. */
export async function untilRead(world: ServedWorld, server: BuiltServer): Promise<void> {
  const client = createApiClient(server.url);
  await eventually(async () => {
    const { repositories } = await client.syncStatus.overview.query();
    const streams = repositories.flatMap((repository) => repository.streams);
    return (
      repositories.length === world.repositories &&
      repositories.every(hasStreams) &&
      streams.every(({ state, lastSuccessAt }) => state === 'idle' && lastSuccessAt !== null)
    );
  }, SLOWLY);
}

const hasStreams = ({ streams }: { streams: unknown[] }) => streams.length > 0;

/** Everything that was stored, to be compared. */
export async function readStored(place: BackfillPlace) {
  const db = await place.open();
  try {
    const { rows: streams } = await db.pool.query(
      `select r.name, s.stream, s.state, s.cursor, s.stored, s.total, s.pass_started_at
       from sync_streams s join repositories r on r.id = s.repository_id order by r.name, s.stream`,
    );
    const { rows: accounts } = await db.pool.query(
      'select id, login, type from accounts order by id',
    );
    const tables = await fingerprint(db, { except: EXCEPT });
    return { csv: await storedCsv(db), tables, streams, accounts };
  } finally {
    await db.close();
  }
}
