import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import type { MigrationFile, SchemaFile } from './migration-files.ts';

const require = createRequire(import.meta.url);
const ENGINE = '@prisma/schema-engine-wasm/schema_engine_bg';
type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');

/** The part of the global that is used; Node's types leave it to the browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let loading: Promise<EngineModule> | undefined;

/** Prisma's schema engine over a driver: it compares schemas and applies migrations. Free it after use. */
export async function openSchemaEngine(
  driver: SqlMigrationAwareDriverAdapterFactory,
  schema: SchemaFile[],
): Promise<SchemaEngine> {
  loading ??= loadEngine();
  const { SchemaEngine } = await loading;
  return SchemaEngine.new(
    { datamodels: schema.map(({ path, content }) => [path, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(driver),
  );
}

/** Migrations in the form that the engine reads. */
export function listMigrations(files: MigrationFile[]): MigrationList {
  return {
    baseDir: 'prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: files.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

// The package asks its reader to import a .wasm file, which Node 20 does not do: it is put together here.
async function loadEngine(): Promise<EngineModule> {
  const engine: EngineModule = await import(ENGINE);
  const file = join(dirname(require.resolve(ENGINE)), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': engine,
  });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') {
    start();
  }
  return engine;
}
