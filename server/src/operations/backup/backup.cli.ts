import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnv } from '../../env.ts';
import { createLog } from '../../log.ts';
import { StartError } from '../../start-error.ts';
import { runCommand } from '../run-command.ts';
import { checkBackup } from './check-backup.ts';
import { openForBackup } from './open-for-backup.ts';
import { writeBackup } from './write-backup.ts';

// npm run backup [-- FILE] [--no-check]: writes everything into one file, and restores it once to see that it can be.

const KEY_REMINDER =
  'The secret key is not in it: without the key the stored tokens cannot be read. Keep it apart, in another place.';

async function run(): Promise<void> {
  const { positionals, values } = readArguments();
  const env = readEnv();
  const log = createLog('warn');
  const file = await chooseFile(positionals[0], env.BELLWETHER_DATA_DIR, new Date());
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const db = await openForBackup(env, folder, log);
  const written = await writeBackup(db, file, new Date()).finally(() => db.close());
  const rows = written.tables.reduce((sum, table) => sum + table.rows, 0);
  const size = (written.bytes / 1_000_000).toFixed(1);
  say(`Written: ${file} (${rows} rows of ${written.tables.length} tables, ${size} MB).`);
  if (values['no-check'] !== true) {
    await checkBackup(file, log);
    say('Checked: it was restored into a database of its own, and every row is the same.');
  }
  say(KEY_REMINDER);
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { 'no-check': { type: 'boolean' } } });
  } catch (error) {
    throw new StartError(
      `${(error as Error).message} Use: npm run backup -- FILE --no-check (both may be left out).`,
    );
  }
}

/** A folder gets a file with the date in its name; so does the data folder's `backups` when nothing is named. */
async function chooseFile(given: string | undefined, dataDir: string, now: Date): Promise<string> {
  const name = `bellwether-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup.gz`;
  if (given === undefined) {
    return resolve(dataDir, 'backups', name);
  }
  const isFolder = await stat(given).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(resolve(given), name) : resolve(given);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

await runCommand(run);
