import { createHash, type Hash } from 'node:crypto';
import type { Queryable } from '../../db/queryable.types.ts';
import type { BackupEnd, BackupHeader, TableEnd } from './backup-format.schema.ts';
import { type DescribedTable, quoteName } from './describe-tables.ts';

/** So many rows are in memory at once, at most; fewer where they are long. */
const MOST_ROWS = 1_000;
const CHUNK_CHARACTERS = 1_000_000;

/** One piece of a backup's text: whole lines, each with its line feed. */
type Lines = { text: string; rows: number };

/** Settings under which a value's text is the same on every engine, for this transaction alone. */
export const SAME_TEXT_EVERYWHERE = `
  set local time zone 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 3; set local xmlbinary = 'base64'`;

/**
 * The whole text of a backup in pieces of about a megabyte. Runs in the caller's transaction, whose snapshot makes the
 * tables agree; `onEnd` hears of each table that is done.
 */
export async function* dumpLines(
  tx: Queryable,
  header: BackupHeader,
  tables: readonly DescribedTable[],
  onEnd: (end: TableEnd) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const whole = createHash('sha256');
  let rowCount = 0;
  yield hashed(whole, header);
  for (const table of tables) {
    yield hashed(whole, { table: table.name });
    const own = createHash('sha256');
    let rows = 0;
    for await (const lines of readRows(tx, table)) {
      const bytes = Buffer.from(lines.text);
      own.update(bytes);
      whole.update(bytes);
      rows += lines.rows;
      yield bytes;
    }
    const end: TableEnd = { end: table.name, rows, sha256: own.digest('hex') };
    rowCount += rows;
    onEnd(end);
    yield hashed(whole, end);
  }
  const end: Omit<BackupEnd, 'sha256'> = { complete: true, tables: tables.length, rows: rowCount };
  yield Buffer.from(`${JSON.stringify({ ...end, sha256: whole.digest('hex') })}\n`);
}

function hashed(hash: Hash, line: object): Buffer {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
  hash.update(bytes);
  return bytes;
}

/** Each row is a JSON array of texts and nulls, written by the database itself. */
async function* readRows(tx: Queryable, table: DescribedTable): AsyncGenerator<Lines> {
  const values = table.columns.map(({ name }) => `${quoteName(name)}::text`).join(', ');
  await tx.query(
    `declare backup_rows no scroll cursor for
     select array_to_json(array[${values}]::text[])::text
     from public.${quoteName(table.name)} order by ${table.orderBy}`,
  );
  let size = 100;
  for (;;) {
    const { rows } = await tx.query<[string]>({
      text: `fetch ${size} from backup_rows`,
      rowMode: 'array',
    });
    if (rows.length === 0) {
      break;
    }
    const text = `${rows.map(([line]) => line).join('\n')}\n`;
    yield { text, rows: rows.length };
    const fitting = Math.floor((CHUNK_CHARACTERS / text.length) * rows.length);
    size = Math.min(MOST_ROWS, Math.max(1, Math.min(fitting, size * 2)));
  }
  await tx.query('close backup_rows');
}
