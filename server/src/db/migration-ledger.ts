import { StartError } from '../start-error.ts';
import type { MigrationFile } from './migration-files.ts';
import type { Queryable } from './queryable.types.ts';

/** A row of `_prisma_migrations`, the table in which the schema engine notes what it applied. */
export type LedgerEntry = {
  name: string;
  checksum: string;
  /** Null: begun and not ended. */
  finishedAt: Date | null;
};

/** Reads what was applied and not rolled back, oldest first. An empty database has no ledger: none. */
export async function readLedger(db: Queryable): Promise<LedgerEntry[]> {
  const found = await db.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`,
  );
  if (found.rows[0]?.exists !== true) {
    return [];
  }
  const { rows } = await db.query<LedgerEntry>(
    `SELECT migration_name AS name, checksum, finished_at AS "finishedAt"
       FROM _prisma_migrations
      WHERE rolled_back_at IS NULL
      ORDER BY migration_name`,
  );
  return rows;
}

/**
 * Says which migrations the database lacks, oldest first.
 * @throws StartError when the database is newer than this version, when a migration did not finish,
 * or when one was changed after it was applied.
 */
export function findPending(files: MigrationFile[], ledger: LedgerEntry[]): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const entry of ledger) {
    const file = known.get(entry.name);
    if (file === undefined) {
      throw new StartError(
        `The database is newer than this Bellwether (it has "${entry.name}"): start the version that wrote it, or restore a backup from before.`,
      );
    }
    if (entry.finishedAt === null) {
      throw new StartError(
        `The migration "${entry.name}" began in this database and did not finish: restore the backup from before it, then start again.`,
      );
    }
    if (entry.checksum !== file.checksum) {
      throw new StartError(
        `The migration "${entry.name}" is not the one that this database was built with: use the version of Bellwether that built it, or start with an empty database.`,
      );
    }
  }
  const applied = new Set(ledger.map((entry) => entry.name));
  return files.filter((file) => !applied.has(file.name));
}
