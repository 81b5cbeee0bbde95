import type { Pool } from 'pg';
import type { Log } from '../log.ts';
import { StartError } from '../start-error.ts';
import { createMigrationDriver } from './migration-driver.ts';
import { type MigrationFile, readMigrationFiles } from './migration-files.ts';
import { findPending, readLedger } from './migration-ledger.ts';
import type { Database } from './open-database.ts';
import { createPool } from './pool.ts';
import { listMigrations, openSchemaEngine } from './schema-engine.ts';

/** Any number, the same in every server: who holds it migrates, the others wait. */
const MIGRATION_LOCK = 2_608_117_301;

/** Applying reads the migrations alone, but the engine wants to hear which database it speaks to. */
const NO_MODELS = [{ path: 'base.prisma', content: 'datasource db { provider = "postgresql" }' }];

/**
 * Applies the migrations that the database lacks and returns their names, oldest first; none when it is
 * up to date. All of them are one transaction together with their notes in the ledger: a crash or a
 * failure leaves the database as it was. Servers that start together wait for the one that migrates.
 * @throws StartError when the database is newer than `files`, or a migration fails.
 */
export async function migrate(
  database: Pick<Database, 'pool'>,
  log: Log,
  files?: MigrationFile[],
): Promise<string[]> {
  const wanted = files ?? (await readMigrationFiles());
  if (findPending(wanted, await readLedger(database.pool)).length === 0) {
    return [];
  }
  return await inMigrationTransaction(database, log, (pool) => applyPending(pool, wanted, log));
}

/**
 * Runs `work` in one transaction while no other server migrates: committed when it resolves, and otherwise the database
 * is as it was. The pool is one connection, the transaction's own.
 */
export async function inMigrationTransaction<T>(
  database: Pick<Database, 'pool'>,
  log: Log,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  const pool = createPool({ ...database.pool.options, max: 1, idleTimeoutMillis: 0 }, log);
  refuseSecondConnection(pool);
  try {
    await pool.query('BEGIN');
    await pool.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    const result = await work(pool);
    await pool.query('COMMIT');
    return result;
  } finally {
    await pool.end();
  }
}

/** Applies what is lacking, within `inMigrationTransaction`; returns the names. */
export async function applyPending(
  pool: Pool,
  wanted: MigrationFile[],
  log: Log,
): Promise<string[]> {
  const pending = findPending(wanted, await readLedger(pool));
  if (pending.length > 0) {
    log.info({ migrations: pending.map(({ name }) => name) }, 'Bringing the database up to date');
    await applyWithEngine(pool, wanted);
  }
  return pending.map(({ name }) => name);
}

async function applyWithEngine(pool: Pool, wanted: MigrationFile[]): Promise<void> {
  const driver = createMigrationDriver(pool);
  const engine = await openSchemaEngine(driver, NO_MODELS);
  try {
    await engine.applyMigrations({
      migrationsList: listMigrations(wanted),
      filters: { externalTables: [], externalEnums: [] },
    });
  } catch (error) {
    const cause = driver.scriptError() ?? (error instanceof Error ? error : null);
    throw new StartError(
      `The database could not be brought up to date and is as it was before (${cause?.message.split('\n')[0] ?? error}): report this with the version you start.`,
      { cause: error },
    );
  } finally {
    engine.free();
    driver.release();
  }
}

/** The transaction lives on the first connection: going on with another one would break it in two. */
function refuseSecondConnection(pool: Pool): void {
  let connections = 0;
  pool.on('connect', (client) => {
    connections += 1;
    if (connections > 1) {
      client.emit('error', new Error('The connection was lost while migrating'));
      void client.end();
    }
  });
}
