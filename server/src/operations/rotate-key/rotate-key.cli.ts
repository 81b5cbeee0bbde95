import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open-database.ts';
import { readEnv } from '../../env.ts';
import { createLog } from '../../log.ts';
import { runCommand } from '../run-command.ts';
import { refuseRunningServers } from '../running-servers.ts';
import { rotateKey } from './rotate-key.ts';

// npm run rotate-key: seals every stored secret with a new key, while the server is stopped.

async function run(): Promise<void> {
  const env = readEnv();
  const log = createLog('warn');
  const dataDir = env.BELLWETHER_DATA_DIR;
  const db = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir, log });
  try {
    await refuseRunningServers(db);
    await migrate(db, log);
    const { secrets, newKeyIsIn } = await rotateKey({
      db,
      dataDir,
      keyFromEnv: env.BELLWETHER_SECRET_KEY,
      newKey: env.BELLWETHER_NEW_SECRET_KEY,
    });
    const sealed = `${secrets} stored ${secrets === 1 ? 'secret is' : 'secrets are'} sealed with the new key.`;
    const next =
      newKeyIsIn === 'file'
        ? 'It is in secret.key of the data folder: keep a copy of it apart from the backups.'
        : 'Now set BELLWETHER_SECRET_KEY to it on every server and remove BELLWETHER_NEW_SECRET_KEY before the next start.';
    process.stdout.write(
      `${sealed}\n${next}\nEveryone signs in again. Backups from before need the old key.\n`,
    );
  } finally {
    await db.close();
  }
}

await runCommand(run);
