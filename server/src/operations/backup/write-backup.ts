import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { StartError } from '../../start-error.ts';
import type { BackupHeader, TableEnd } from './backup-format.schema.ts';
import { describeKeptTables, listKeptTables, quoteName } from './describe-tables.ts';
import { dumpLines, SAME_TEXT_EVERYWHERE } from './dump-lines.ts';
import { writeHeader } from './write-header.ts';

export type WrittenBackup = {
  file: string;
  header: BackupHeader;
  tables: TableEnd[];
  /** Of the file. */
  bytes: number;
};

/**
 * Writes everything that the database holds at one instant into a file that appears when it is whole.
 * @throws StartError when the file exists, or there is nothing to back up
 */
export async function writeBackup(db: Database, file: string, now: Date): Promise<WrittenBackup> {
  await refuseExisting(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    const written = await dumpAtOneInstant(db, unfinished, now);
    const { size } = await stat(unfinished);
    await rename(unfinished, file);
    await syncToDisk(dirname(file));
    return { file, ...written, bytes: size };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function dumpAtOneInstant(
  db: Database,
  file: string,
  now: Date,
): Promise<Pick<WrittenBackup, 'header' | 'tables'>> {
  const names = await listKeptTables(db.pool);
  return await db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read read only');
    await lockAgainstEmptying(tx, names);
    await tx.query(`${SAME_TEXT_EVERYWHERE}; set local work_mem = '64MB'`);
    const described = await describeKeptTables(tx);
    const header = await writeHeader(tx, db.engine, described, now);
    const tables: TableEnd[] = [];
    const lines = dumpLines(tx, header, described, (end) => tables.push(end));
    await pipeline(
      Readable.from(lines),
      createGzip(),
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    );
    await syncToDisk(file);
    return { header, tables };
  });
}

/** Before the snapshot is taken, so that no table is emptied or dropped under it. */
async function lockAgainstEmptying(tx: Queryable, names: readonly string[]): Promise<void> {
  if (names.length > 0) {
    const tables = names.map((name) => `public.${quoteName(name)}`).join(', ');
    await tx.query(`lock table ${tables} in access share mode`);
  }
}

async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) {
    throw new StartError(
      `${file} is there already: name another file, or none for a name with the date.`,
    );
  }
}

/** So that what was renamed is also there after the power fails; folders cannot be opened everywhere. */
async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
