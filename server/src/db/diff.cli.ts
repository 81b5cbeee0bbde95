import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog } from '../log.ts';
import { diffSchema } from './diff.ts';
import { MIGRATIONS_FOLDER } from './migration-files.ts';

// npm run db:diff NAME: writes the next migration from what changed in prisma/schema.

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write(
    'Give the migration a name of small letters and underscores, for example: npm run db:diff add_incidents\n',
  );
  process.exit(1);
}
const sql = await diffSchema(createLog('warn'));
if (sql === null) {
  process.stdout.write('The migrations agree with the schema: nothing to write.\n');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS_FOLDER, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql);
  process.stdout.write(`Wrote ${join(folder, 'migration.sql')}\n`);
}
