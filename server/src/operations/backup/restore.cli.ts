import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readSecretKey } from '../../access/secret-key.ts';
import { openDatabase } from '../../db/open-database.ts';
import { readEnv } from '../../env.ts';
import { createLog } from '../../log.ts';
import { StartError } from '../../start-error.ts';
import { runCommand } from '../run-command.ts';
import { refuseRunningServers } from '../running-servers.ts';
import { findUnopened } from '../sealed-values.ts';
import { restoreBackup } from './restore-backup.ts';

// npm run restore -- FILE [--force]: replaces everything in the database by a backup.

async function run(): Promise<void> {
  const { file, force } = readArguments();
  const env = readEnv();
  const log = createLog('warn');
  const dataDir = env.BELLWETHER_DATA_DIR;
  if (env.DATABASE_URL === undefined) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  }
  const db = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir, log });
  try {
    await refuseRunningServers(db);
    const { header, end, migrated } = await restoreBackup({ db, file, force, log });
    say(
      `Restored: ${end.rows} rows of ${end.tables} tables, as they were on ${header.createdAt} (version ${header.product}).`,
    );
    if (migrated.length > 0) {
      say(`Brought up to date: ${migrated.join(', ')}.`);
    }
    say(
      'Everyone signs in again, and what waited in the job queue is asked for again by the next start.',
    );
    const key = await readSecretKey(env.BELLWETHER_SECRET_KEY ?? null, dataDir);
    tellUnopened(await findUnopened(db.pool, key), key !== null);
  } finally {
    await db.close();
  }
}

function readArguments(): { file: string; force: boolean } {
  const usage = 'Use: npm run restore -- FILE [--force]';
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { force: { type: 'boolean' } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) {
      throw new Error('Name one file.');
    }
    return { file, force: values.force === true };
  } catch (error) {
    throw new StartError(`${(error as Error).message} ${usage}`);
  }
}

function tellUnopened(unopened: readonly string[], hasKey: boolean): void {
  if (unopened.length === 0) {
    say('The present secret key opens every stored secret.');
    return;
  }
  const why = hasKey
    ? 'The present secret key is not the one they were stored with'
    : 'There is no secret key here';
  say(
    `Attention: ${why}. Put the right secret.key into the data folder or set BELLWETHER_SECRET_KEY before the next start, or enter again what cannot be opened:`,
  );
  for (const secret of unopened) {
    say(`  - ${secret}`);
  }
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

await runCommand(run);
