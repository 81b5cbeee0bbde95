import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@bellwether/server/db/migrate';
import { readMigrationFiles } from '@bellwether/server/db/migration-files';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { inject } from 'vitest';
import { createTestDatabase, type TestDatabasePlace } from './database.ts';
import './database-setup.types.ts';

const log = createLog('silent');

export type Engine = Database['engine'];

/** A place for a database on an engine of choice: for tests that go from one to the other. */
export type Installation = {
  engine: Engine;
  /** What `openDatabase`, `readEnv` and the commands are told. */
  dataDir: string;
  databaseUrl: string | undefined;
  env: Record<string, string>;
  open(): Promise<Database>;
  remove(): Promise<void>;
};

/** An installation without any table. The running project must be one on Postgres. */
export async function createInstallation(engine: Engine): Promise<Installation> {
  const place =
    engine === 'postgres' ? await createTestDatabase('empty') : await createEmbeddedPlace();
  return describePlace(engine, place);
}

function describePlace(engine: Engine, place: TestDatabasePlace): Installation {
  const { dataDir, databaseUrl } = place;
  return {
    ...place,
    engine,
    env: {
      BELLWETHER_DATA_DIR: dataDir,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    open: () => openDatabase({ dataDir, databaseUrl, log }),
  };
}

/** The same, brought up to the newest migration, or to the first so many. */
export async function createMigratedInstallation(
  engine: Engine,
  level?: number,
): Promise<Installation> {
  if (level === undefined) {
    return await copyMigrated(engine);
  }
  const installation = await createInstallation(engine);
  const db = await installation.open();
  const files = await readMigrationFiles();
  await migrate(db, log, files.slice(0, level));
  await db.close();
  return installation;
}

async function copyMigrated(engine: Engine): Promise<Installation> {
  if (engine === 'postgres') {
    return describePlace(engine, await createTestDatabase());
  }
  const place = await createEmbeddedPlace();
  await cp(inject('embeddedTemplate').migrated, place.dataDir, { recursive: true });
  return describePlace(engine, place);
}

async function createEmbeddedPlace(): Promise<TestDatabasePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bw-inst-'));
  return {
    dataDir,
    databaseUrl: undefined,
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}
