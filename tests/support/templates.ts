import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import pg from 'pg';
import type { EmbeddedTemplate, PostgresTemplate } from './database-setup.types.ts';
import { migrateByCommand } from './migrate-by-command.ts';
import { startPostgresServer } from './postgres-server.ts';
import { shareForRun } from './share-for-run.ts';

const TEMPLATE = 'bellwether_template';

/** One empty and one migrated data folder for the run, which test files copy. */
export function shareEmbeddedTemplate() {
  return shareForRun<EmbeddedTemplate>('embedded template', async () => {
    const home = await mkdtemp(join(tmpdir(), 'bw-template-'));
    const [empty, migrated] = [join(home, 'empty'), join(home, 'migrated')];
    const database = await openDatabase({ dataDir: empty, log: createLog('error') });
    await database.close();
    await cp(empty, migrated, { recursive: true });
    await migrateByCommand({ BELLWETHER_DATA_DIR: migrated });
    return {
      value: { engine: 'embedded', empty, migrated, sample: join(home, 'sample') },
      remove: () => rm(home, { recursive: true, force: true }),
    };
  });
}

/** One Postgres for the run with one migrated database, which test files copy. */
export function sharePostgresTemplate() {
  return shareForRun<PostgresTemplate>('postgres template', async () => {
    const server = await startPostgresServer();
    const serverUrl = server.urlOf('postgres');
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await client.end();
    await migrateByCommand({ DATABASE_URL: server.urlOf(TEMPLATE) });
    return {
      value: { engine: 'postgres', serverUrl, empty: 'template0', migrated: TEMPLATE },
      remove: () => server.stop(),
    };
  });
}
