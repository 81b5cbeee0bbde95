import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { createMigrationDriver } from './migration-driver.ts';
import { type MigrationFile, readMigrationFiles, readSchemaFiles } from './migration-files.ts';
import { openDatabase } from './open-database.ts';
import { listMigrations, openSchemaEngine } from './schema-engine.ts';

/**
 * Writes the SQL that leads from the migrations to the schema files; null when they agree.
 * The migrations are tried on an embedded database that lives as long as the call.
 */
export async function diffSchema(log: Log, files?: MigrationFile[]): Promise<string | null> {
  const migrations = files ?? (await readMigrationFiles());
  const dataDir = await mkdtemp(join(tmpdir(), 'bellwether-diff-'));
  const database = await openDatabase({ dataDir, log });
  try {
    const schema = await readSchemaFiles();
    const engine = await openSchemaEngine(createMigrationDriver(database.pool), schema);
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...listMigrations(migrations) },
      to: { tag: 'schemaDatamodel', files: schema },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    return stdout === null || /^\s*(-- This is an empty migration\.\s*)?$/.test(stdout)
      ? null
      : stdout;
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
