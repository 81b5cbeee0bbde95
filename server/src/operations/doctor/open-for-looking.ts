import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFolderHolder } from '../../db/data-folder-lock.ts';
import { embeddedFolder, embeddedSocketAddress } from '../../db/embedded-engine.ts';
import { openDatabase } from '../../db/open-database.ts';
import { createPool } from '../../db/pool.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Env } from '../../env.ts';
import type { Log } from '../../log.ts';
import { StartError } from '../../start-error.ts';

/** A look into the database, also while a server has it open. */
export type Look = { db: Queryable; close(): Promise<void> };

/**
 * Null: there is no database yet.
 * @throws StartError when it cannot be reached
 */
export async function openForLooking(
  env: Pick<Env, 'BELLWETHER_DATA_DIR' | 'DATABASE_URL'>,
  log: Log,
): Promise<Look | null> {
  const { BELLWETHER_DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = env;
  const folder = embeddedFolder(dataDir);
  if (databaseUrl === undefined && !existsSync(join(folder, 'pgdata'))) {
    return null;
  }
  if (databaseUrl === undefined && (await findFolderHolder(folder)) !== null) {
    return openBesideServer(dataDir, log);
  }
  const database = await openDatabase({ dataDir, databaseUrl, log });
  return { db: database.pool, close: () => database.close() };
}

function openBesideServer(dataDir: string, log: Log): Look {
  const address = embeddedSocketAddress(dataDir);
  if (address === null) {
    throw new StartError(
      'On this system the embedded database cannot be looked into while the server runs: stop the server first.',
    );
  }
  const pool = createPool(
    {
      ...address,
      ...{ user: 'postgres', database: 'postgres', max: 1, application_name: 'bellwether-doctor' },
      connectionTimeoutMillis: 10_000,
      query_timeout: 20_000,
    },
    log,
  );
  return { db: pool, close: () => pool.end() };
}
