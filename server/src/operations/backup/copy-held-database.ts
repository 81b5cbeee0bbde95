import { constants } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedFolder, embeddedSocketAddress } from '../../db/embedded-engine.ts';
import { StartError } from '../../start-error.ts';

/**
 * Copies the files of an embedded database that a running server has open into another data folder. A transaction
 * keeps the engine still for the seconds that copying takes; requests of that time wait.
 */
export async function copyHeldDatabase(dataDir: string, targetDataDir: string): Promise<void> {
  const address = embeddedSocketAddress(dataDir);
  if (address === null) {
    throw new StartError(
      'On this system the embedded database cannot be reached while the server runs: stop the server, then try again.',
    );
  }
  const target = embeddedFolder(targetDataDir);
  await mkdir(target, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ ...address, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('checkpoint');
    await cp(join(embeddedFolder(dataDir), 'pgdata'), join(target, 'pgdata'), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
    });
    // Fails when the engine was started again meanwhile: then the copy may be torn.
    await client.query('rollback');
  } finally {
    await client.end();
  }
}
