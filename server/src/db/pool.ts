import pg from 'pg';
import type { Log } from '../log.ts';

const { builtins } = pg.types;

/** Whole numbers are numbers as long as they are exact, and bigint beyond 2^53. */
export function parseInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInt8],
  [builtins.NUMERIC, Number],
  // A day has no time zone: as a Date it would move with the server's.
  [builtins.DATE, (text) => text],
]);

/** How values read from the database become JavaScript's. Not for Prisma, which has its own. */
const READ_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS.get(type)) ?? pg.types.getTypeParser(type, format),
};

/** A pool of connections; one that is lost, idle or at work, is logged and replaced at the next use. */
export function createPool(config: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({ types: READ_TYPES, application_name: 'bellwether', ...config });
  // The pool hears idle connections only: without this, one that is lost in a transaction would end the server.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ err: error }, 'A database connection was lost'));
  });
  pool.on('error', () => {});
  return pool;
}
