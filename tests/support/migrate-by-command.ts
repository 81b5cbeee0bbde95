import { execFile } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Runs the command behind `npm run db:migrate`. In a process of its own, since the schema engine can be
 * loaded once in a process, and the setups of several projects share one.
 */
export async function migrateByCommand(env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=bellwether-source', '--import', 'tsx', 'server/src/db/migrate.cli.ts'],
    { cwd: root, env },
  );
  return stdout;
}
