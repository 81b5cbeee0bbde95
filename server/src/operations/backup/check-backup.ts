import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../db/open-database.ts';
import type { Log } from '../../log.ts';
import { restoreBackup } from './restore-backup.ts';

/**
 * Restores a backup into an embedded database beside it that is thrown away, and so knows that it can be restored.
 * @throws StartError when it cannot
 */
export async function checkBackup(file: string, log: Log): Promise<void> {
  const dataDir = await mkdtemp(join(dirname(file), '.check-'));
  try {
    const db = await openDatabase({ dataDir, log });
    try {
      await restoreBackup({ db, file, force: false, log });
    } finally {
      await db.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
