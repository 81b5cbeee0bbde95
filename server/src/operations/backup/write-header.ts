import { readMigrationFiles } from '../../db/migration-files.ts';
import { findPending, readLedger } from '../../db/migration-ledger.ts';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { StartError } from '../../start-error.ts';
import { productVersion } from '../product-version.ts';
import { type BackupHeader, FORMAT_NAME, FORMAT_VERSION } from './backup-format.schema.ts';
import { type DescribedTable, readSequences } from './describe-tables.ts';

/**
 * What a backup of this database says of itself.
 * @throws StartError when the database is empty, or was not built by this version or an older one
 */
export async function writeHeader(
  tx: Queryable,
  engine: Database['engine'],
  tables: readonly DescribedTable[],
  now: Date,
): Promise<BackupHeader> {
  const ledger = await readLedger(tx);
  if (ledger.length === 0) {
    throw new StartError(
      'The database is empty: there is nothing to back up. Check BELLWETHER_DATA_DIR and DATABASE_URL.',
    );
  }
  findPending(await readMigrationFiles(), ledger);
  return {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    product: productVersion(),
    createdAt: now.toISOString(),
    engine,
    migrations: ledger.map(({ name, checksum }) => ({ name, checksum })),
    tables: tables.map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => column.name),
    })),
    sequences: await readSequences(tx),
  };
}
