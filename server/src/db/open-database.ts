import { PrismaClient } from '@bellwether/prisma/generated/client';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool, PoolClient } from 'pg';
import type { Log } from '../log.ts';
import { startEmbeddedEngine } from './embedded-engine.ts';
import { createPool } from './pool.ts';
import { connectToPostgres } from './postgres-server.ts';
import { runInTransaction } from './transaction.ts';

/** Nobody waits longer for a connection: more means that a transaction waits for itself. */
const WAIT_MS = 60_000;
const POSTGRES_WAIT_MS = 20_000;
const POSTGRES_CONNECTIONS = 10;
/** So many stay open: a page asks some at once, and each new one costs it more than its question. */
const POSTGRES_KEPT = 6;

/** The one way to the database, the same on both engines. */
export type Database = {
  readonly engine: 'embedded' | 'postgres';
  /** Plain SQL. `timestamptz` arrives as Date, `int8` and `numeric` as number, `date` as `2026-01-31`. */
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
   * The embedded engine has one session: inside `work` use `tx` alone. Asking `pool` or `prisma` there
   * waits for this very transaction to end, and fails after a minute.
   */
  transaction<T>(work: (tx: PoolClient) => Promise<T>): Promise<T>;
  /** Ends every connection and, when embedded, the engine. Calling it again does nothing. */
  close(): Promise<void>;
};

export type OpenDatabaseOptions = {
  /** A Postgres server. Absent: the embedded engine, with its files in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  log: Log;
  /** Called when the embedded engine died and could not be started again. */
  onLost?: (error: Error) => void;
};

/**
 * Opens the database. It is not migrated here: see `migrate`.
 * @throws StartError when the folder is held by another process, or the Postgres server does not answer.
 */
export function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  return options.databaseUrl === undefined
    ? openEmbedded(options)
    : openPostgres(options.databaseUrl, options.log);
}

async function openEmbedded(options: OpenDatabaseOptions): Promise<Database> {
  const { dataDir, log } = options;
  const lost = (error: Error) => {
    log.fatal({ err: error }, 'The database process could not be started again');
    options.onLost?.(error);
  };
  const engine = await startEmbeddedEngine(dataDir, log, lost);
  // The engine is one session. One connection means that statements are never mixed, and wait in order.
  const pool = createPool(
    {
      ...engine.address,
      user: 'postgres',
      database: 'postgres',
      max: 1,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: WAIT_MS,
    },
    log,
  );
  return assemble('embedded', pool, () => engine.stop());
}

async function openPostgres(databaseUrl: string, log: Log): Promise<Database> {
  const pool = createPool(
    {
      connectionString: databaseUrl,
      max: POSTGRES_CONNECTIONS,
      min: POSTGRES_KEPT,
      connectionTimeoutMillis: POSTGRES_WAIT_MS,
      // Many small scans look costly enough to be compiled, which takes longer than they do.
      onConnect: (client) => client.query('set jit = off'),
    },
    log,
  );
  await connectToPostgres(pool, databaseUrl);
  return assemble('postgres', pool, () => Promise.resolve());
}

function assemble(
  engine: Database['engine'],
  pool: Pool,
  stopEngine: () => Promise<void>,
): Database {
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: WAIT_MS, timeout: WAIT_MS },
  });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
    await stopEngine();
  };
  return {
    engine,
    pool,
    prisma,
    transaction: (work) => runInTransaction(pool, work),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
