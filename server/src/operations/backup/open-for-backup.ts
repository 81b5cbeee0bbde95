import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findFolderHolder } from '../../db/data-folder-lock.ts';
import { embeddedFolder } from '../../db/embedded-engine.ts';
import { type Database, openDatabase } from '../../db/open-database.ts';
import type { Env } from '../../env.ts';
import type { Log } from '../../log.ts';
import { StartError } from '../../start-error.ts';
import { copyHeldDatabase } from './copy-held-database.ts';

/**
 * Opens the installation's database to be read whole: on Postgres beside whatever runs, embedded as it lies there, or
 * a copy of it when a server has it open. `workFolder` is where the copy stands until `close`.
 * @throws StartError when there is no database
 */
export async function openForBackup(
  env: Pick<Env, 'BELLWETHER_DATA_DIR' | 'DATABASE_URL'>,
  workFolder: string,
  log: Log,
): Promise<Database> {
  const dataDir = env.BELLWETHER_DATA_DIR;
  if (env.DATABASE_URL !== undefined) {
    return await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir, log });
  }
  if (!existsSync(join(embeddedFolder(dataDir), 'pgdata'))) {
    throw new StartError(
      `There is no database in ${dataDir}: set BELLWETHER_DATA_DIR to the data folder, or DATABASE_URL to the Postgres database.`,
    );
  }
  if ((await findFolderHolder(embeddedFolder(dataDir))) === null) {
    return await openDatabase({ dataDir, log });
  }
  return await openCopy(dataDir, workFolder, log);
}

async function openCopy(dataDir: string, workFolder: string, log: Log): Promise<Database> {
  const folder = await mkdtemp(join(workFolder, '.copy-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await copyHeldDatabase(dataDir, folder);
    const database = await openDatabase({ dataDir: folder, log });
    return {
      ...database,
      async close() {
        await database.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
