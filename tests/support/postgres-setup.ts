import pg from 'pg';
import type { TestProject } from 'vitest/node';
import './database-setup.types.ts';
import { migrateByCommand } from './migrate-by-command.ts';
import { startPostgresServer } from './postgres-server.ts';

const TEMPLATE = 'bellwether_template';

/** Starts one Postgres for the run with one migrated database, which every test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer();
  const serverUrl = server.urlOf('postgres');
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrateByCommand({ DATABASE_URL: server.urlOf(TEMPLATE) });
  project.provide('databaseTemplate', {
    engine: 'postgres',
    serverUrl,
    empty: 'template0',
    migrated: TEMPLATE,
  });
  return () => server.stop();
}
