import { applyPending, inMigrationTransaction } from '../../db/migrate.ts';
import { type MigrationFile, readMigrationFiles } from '../../db/migration-files.ts';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Log } from '../../log.ts';
import { StartError } from '../../start-error.ts';
import type { BackupEnd, BackupHeader, TableEnd } from './backup-format.schema.ts';
import { describeKeptTables } from './describe-tables.ts';
import { dumpLines, SAME_TEXT_EVERYWHERE } from './dump-lines.ts';
import { loadRows } from './load-rows.ts';
import { verifyBackup } from './read-backup.ts';
import { readContent, wipeDatabase } from './wipe-database.ts';
import { writeHeader } from './write-header.ts';

export type RestoreOptions = {
  db: Database;
  file: string;
  /** Whether records that are there may be replaced. */
  force: boolean;
  log: Log;
};

export type RestoredBackup = {
  header: BackupHeader;
  end: BackupEnd;
  /** What was applied on top, since the backup was written by an older version. */
  migrated: string[];
};

/**
 * Replaces what the database holds by a backup, in one transaction: until it ends, and when it fails, everything is
 * as it was. What was stored is read again and compared with the file before it counts.
 * @throws StartError when the file cannot be restored, or the database holds something and `force` is not set
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoredBackup> {
  const { db, file, force, log } = options;
  const { header, end } = await verifyBackup(file);
  const files = await readMigrationFiles();
  const level = findLevel(header, files);
  await refuseForeignOrFilled(db, force);
  const migrated = await inMigrationTransaction(db, log, async (pool) => {
    await wipeDatabase(pool);
    await applyPending(pool, level, log);
    await pool.query(SAME_TEXT_EVERYWHERE);
    await requireEqual(pool, db.engine, await loadRows(pool, file));
    return await applyPending(pool, files, log);
  }).catch(explainFailure);
  await db.pool.query('analyze');
  return { header, end, migrated };
}

/** The migrations that the backup's database was built with, as this version has them. */
function findLevel(header: BackupHeader, files: readonly MigrationFile[]): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { name, checksum } of header.migrations) {
    const file = known.get(name);
    if (file === undefined) {
      throw new StartError(
        `The backup was written by a Bellwether with the migration "${name}", which this one (${header.product} wrote it) does not know: update Bellwether, then restore.`,
      );
    }
    if (file.checksum !== checksum) {
      throw new StartError(
        `The backup was written with another migration "${name}" than this Bellwether has: restore it with version ${header.product}.`,
      );
    }
  }
  const level = files.slice(0, header.migrations.length);
  if (level.length === 0 || level.some(({ name }, at) => header.migrations[at]?.name !== name)) {
    throw new StartError(
      `The backup's migrations are not a beginning of this Bellwether's: restore it with version ${header.product}.`,
    );
  }
  return level;
}

async function refuseForeignOrFilled(db: Database, force: boolean): Promise<void> {
  const content = await readContent(db.pool);
  if (content.kind === 'foreign') {
    throw new StartError(
      `The database holds tables of something else (${nameSome(content.tables)}): give Bellwether a database of its own in DATABASE_URL.`,
    );
  }
  if (content.kind === 'records' && !force) {
    throw new StartError(
      `The database is not empty (there are ${nameSome(content.tables)}): back it up, then add --force to replace everything in it, or name an empty one with BELLWETHER_DATA_DIR or DATABASE_URL.`,
    );
  }
}

function explainFailure(error: unknown): never {
  if (error instanceof StartError) {
    throw error;
  }
  const said = error instanceof Error ? error.message : String(error);
  throw new StartError(
    `The backup could not be restored (${said}), and the database is as it was before.`,
    { cause: error },
  );
}

function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Reads everything again as a backup would, and holds it against the file. */
async function requireEqual(
  tx: Queryable,
  engine: Database['engine'],
  expected: readonly TableEnd[],
): Promise<void> {
  const tables = await describeKeptTables(tx);
  const header = await writeHeader(tx, engine, tables, new Date(0));
  const found = new Map<string, TableEnd>();
  const lines = dumpLines(tx, header, tables, (end) => found.set(end.end, end));
  for await (const _ of lines) {
    // Only the hashes are of interest.
  }
  const other = expected.find(
    ({ end, rows, sha256 }) => found.get(end)?.rows !== rows || found.get(end)?.sha256 !== sha256,
  );
  if (other !== undefined || found.size !== expected.length) {
    throw new StartError(
      `What was stored in ${other?.end ?? 'the database'} is not what the backup holds, so the database was left as it was: report this with the version you use.`,
    );
  }
}
