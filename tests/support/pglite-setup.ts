import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import type { TestProject } from 'vitest/node';
import './database-setup.types.ts';
import { migrateByCommand } from './migrate-by-command.ts';

/** Makes one empty and one migrated data folder, which every test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'bw-template-'));
  const [empty, migrated] = [join(home, 'empty'), join(home, 'migrated')];
  const database = await openDatabase({ dataDir: empty, log: createLog('error') });
  await database.close();
  await cp(empty, migrated, { recursive: true });
  await migrateByCommand({ BELLWETHER_DATA_DIR: migrated });
  project.provide('databaseTemplate', { engine: 'embedded', empty, migrated });
  return () => rm(home, { recursive: true, force: true });
}
