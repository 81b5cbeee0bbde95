import type { Pool } from 'pg';
import { StartError } from '../start-error.ts';

/** The oldest server that the SQL of this project is tried on. */
const OLDEST_VERSION = 140_000;

/**
 * Asks the server for a sign of life, so that a wrong address is told at the start.
 * @throws StartError that names the host and never the password.
 */
export async function connectToPostgres(pool: Pool, databaseUrl: string): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ version: string }>(
      `SELECT current_setting('server_version_num') AS version`,
    );
    version = Number(rows[0]?.version);
  } catch (error) {
    await pool.end();
    throw new StartError(
      `Postgres at ${describeAddress(databaseUrl)} cannot be used (${describeReason(error)}): check DATABASE_URL, or unset it to use the embedded database.`,
    );
  }
  if (version < OLDEST_VERSION) {
    await pool.end();
    throw new StartError(
      `Postgres at ${describeAddress(databaseUrl)} is version ${Math.floor(version / 10_000)}: Bellwether needs 14 or newer.`,
    );
  }
}

function describeAddress(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `${host}${pathname}`;
  } catch {
    return 'the address in DATABASE_URL';
  }
}

function describeReason(error: unknown): string {
  if (error instanceof AggregateError) {
    return describeReason(error.errors[0]);
  }
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
