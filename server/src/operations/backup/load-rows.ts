import type { Queryable } from '../../db/queryable.types.ts';
import { StartError } from '../../start-error.ts';
import type { BackupHeader, SequenceState, TableEnd } from './backup-format.schema.ts';
import { type DescribedTable, describeKeptTables, quoteName } from './describe-tables.ts';
import { readBackup } from './read-backup.ts';

const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 1_000_000;

/**
 * Fills the tables from a backup, within the caller's transaction, and says what each table must hold now. References
 * between tables are taken away and set again at the end, where the database checks all of them.
 * @throws StartError when the file is damaged or its tables are not those of the database
 */
export async function loadRows(tx: Queryable, file: string): Promise<TableEnd[]> {
  const tables = new Map((await describeKeptTables(tx)).map((table) => [table.name, table]));
  const references = await dropReferences(tx);
  const ends: TableEnd[] = [];
  let loader: TableLoader | null = null;
  let sequences: SequenceState[] = [];
  for await (const part of readBackup(file)) {
    switch (part.kind) {
      case 'header':
        sequences = part.header.sequences;
        await emptyTables(tx, requireSameTables(part.header, tables));
        break;
      case 'table':
        loader = new TableLoader(tx, requireTable(part.name, tables));
        break;
      case 'rows':
        await loader?.add(part.lines);
        break;
      case 'table-end':
        await loader?.flush();
        ends.push(part.end);
        break;
      case 'end':
        break;
    }
  }
  await setSequences(tx, sequences);
  await setReferences(tx, references);
  return ends;
}

class TableLoader {
  readonly #tx: Queryable;
  readonly #insert: string;
  #lines: string[] = [];
  #characters = 0;

  constructor(tx: Queryable, table: DescribedTable) {
    this.#tx = tx;
    const names = table.columns.map(({ name }) => quoteName(name)).join(', ');
    const values = table.columns.map(({ type }, at) => `(r->>${at})::${type}`).join(', ');
    this.#insert = `insert into public.${quoteName(table.name)} (${names}) overriding system value
      select ${values} from jsonb_array_elements($1::jsonb) r`;
  }

  async add(lines: string[]): Promise<void> {
    for (const line of lines) {
      this.#lines.push(line);
      this.#characters += line.length;
      if (this.#lines.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS) {
        await this.flush();
      }
    }
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) {
      return;
    }
    const rows = `[${this.#lines.join(',')}]`;
    this.#lines = [];
    this.#characters = 0;
    await this.#tx.query(this.#insert, [rows]);
  }
}

/** The file has the columns of this migration level, or it was not made by us. */
function requireSameTables(
  header: BackupHeader,
  tables: ReadonlyMap<string, DescribedTable>,
): string[] {
  for (const { name, columns } of header.tables) {
    const known = requireTable(name, tables).columns.map((column) => column.name);
    if (known.join() !== columns.join()) {
      throw new StartError(
        `The backup's table ${name} has other columns than this database: it was not written by a Bellwether with the migrations that it names.`,
      );
    }
  }
  return header.tables.map(({ name }) => name);
}

function requireTable(name: string, tables: ReadonlyMap<string, DescribedTable>): DescribedTable {
  const table = tables.get(name);
  if (table === undefined) {
    throw new StartError(
      `The backup holds a table ${name} that its migrations do not make: it cannot be restored.`,
    );
  }
  return table;
}

/** What migrations have entered stands in the backup too, as it became. */
async function emptyTables(tx: Queryable, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { rows } = await tx.query(`select from public.${quoteName(name)} limit 1`);
    if (rows.length > 0) {
      await tx.query(`delete from public.${quoteName(name)}`);
    }
  }
}

type Reference = { table: string; name: string; definition: string };

async function dropReferences(tx: Queryable): Promise<Reference[]> {
  const { rows } = await tx.query<Reference>(
    `select c.relname as table, f.conname as name, pg_get_constraintdef(f.oid) as definition
     from pg_constraint f join pg_class c on c.oid = f.conrelid
     where f.contype = 'f' and c.relnamespace = 'public'::regnamespace
     order by 1, 2`,
  );
  for (const { table, name } of rows) {
    await tx.query(`alter table public.${quoteName(table)} drop constraint ${quoteName(name)}`);
  }
  return rows;
}

async function setReferences(tx: Queryable, references: readonly Reference[]): Promise<void> {
  for (const { table, name, definition } of references) {
    await tx.query(
      `alter table public.${quoteName(table)} add constraint ${quoteName(name)} ${definition}`,
    );
  }
}

async function setSequences(tx: Queryable, sequences: readonly SequenceState[]): Promise<void> {
  for (const { sequence, lastValue, isCalled } of sequences) {
    const name = `public.${quoteName(sequence)}`;
    await tx.query('select setval($1::regclass, $2::bigint, $3)', [name, lastValue, isCalled]);
  }
}
