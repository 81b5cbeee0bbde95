import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The same depth from `src` and from `dist`. */
const PRISMA_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../../../prisma');

/** One step of the schema, as its folder in `prisma/migrations` tells it. */
export type MigrationFile = {
  /** `20260131090000_first_light`: in the order of their names they are applied. */
  name: string;
  sql: string;
  /** SHA-256 of the SQL in hexadecimal, as the ledger keeps it. */
  checksum: string;
};

/** A schema file with its path, for the schema engine. */
export type SchemaFile = { path: string; content: string };

/** Where the migrations of this version stand. */
export const MIGRATIONS_FOLDER = join(PRISMA_FOLDER, 'migrations');

/** Reads every migration of a folder, oldest first. A folder that does not exist holds none. */
export async function readMigrationFiles(folder = MIGRATIONS_FOLDER): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Reads the schema, one file per slice. */
export async function readSchemaFiles(): Promise<SchemaFile[]> {
  const folder = join(PRISMA_FOLDER, 'schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { path, content: await readFile(path, 'utf8') };
    }),
  );
}
