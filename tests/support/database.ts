import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import pg from 'pg';
import { inject } from 'vitest';
import type { DatabaseTemplate } from './database-setup.types.ts';

const log = createLog('silent');

/** Where a database of its own stands for one test file, and how to be rid of it. */
export type TestDatabasePlace = {
  /** What `openDatabase` and the server's environment are told. */
  dataDir: string;
  databaseUrl: string | undefined;
  remove(): Promise<void>;
};

/**
 * Opens a migrated database that nobody else uses, on the engine of the running project.
 * Closing it removes it. Open one for each test file, in `beforeAll`.
 */
export async function openTestDatabase(): Promise<Database> {
  const place = await createTestDatabase();
  const database = await openDatabase({ ...place, log });
  return {
    ...database,
    async close() {
      await database.close();
      await place.remove();
    },
  };
}

/** Lays out a database without opening it. Empty: without any table; else migrated. */
export async function createTestDatabase(
  content: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabasePlace> {
  const template = inject('databaseTemplate');
  const dataDir = await mkdtemp(join(tmpdir(), 'bw-test-'));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  if (template.engine === 'embedded') {
    await cp(template[content], dataDir, { recursive: true });
    return { dataDir, databaseUrl: undefined, remove: removeFolder };
  }
  const name = `bw_${randomUUID().replaceAll('-', '')}`;
  await ask(template, `CREATE DATABASE ${name} TEMPLATE ${template[content]}`);
  return {
    dataDir,
    databaseUrl: template.serverUrl.replace('/postgres?', `/${name}?`),
    async remove() {
      await ask(template, `DROP DATABASE ${name} WITH (FORCE)`);
      await removeFolder();
    },
  };
}

async function ask(
  template: Extract<DatabaseTemplate, { engine: 'postgres' }>,
  statement: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: template.serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
