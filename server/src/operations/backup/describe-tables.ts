import type { Queryable } from '../../db/queryable.types.ts';
import type { SequenceState } from './backup-format.schema.ts';
import { LEFT_OUT_TABLES } from './left-out-tables.ts';

/** A table as a backup reads and writes it. Names are as they stand in the catalogue, without quotes. */
export type DescribedTable = {
  name: string;
  columns: { name: string; type: string }[];
  /** Puts the rows in the same order on every engine. */
  orderBy: string;
};

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Every table of the schema `public`, by name. */
export async function listAllTables(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     order by relname collate "C"`,
  );
  return rows.map((row) => row.name);
}

/** Those of them that belong into a backup. */
export async function listKeptTables(db: Queryable): Promise<string[]> {
  return (await listAllTables(db)).filter((name) => !(name in LEFT_OUT_TABLES));
}

type ColumnRow = {
  table: string;
  name: string;
  type: string;
  keyAt: number | null;
  isText: boolean;
};

/** The columns of the tables of a backup, with what orders their rows: the primary key, byte by byte. */
export async function describeKeptTables(db: Queryable): Promise<DescribedTable[]> {
  const names = await listKeptTables(db);
  const { rows } = await db.query<ColumnRow>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       array_position(i.indkey::int2[], a.attnum)::int as "keyAt", a.attcollation <> 0 as "isText"
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = ''
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relnamespace = 'public'::regnamespace and c.relname = any($1)
     order by c.relname collate "C", a.attnum`,
    [names],
  );
  return names.map((name) => {
    const columns = rows.filter((row) => row.table === name);
    return {
      name,
      columns: columns.map((column) => ({ name: column.name, type: column.type })),
      orderBy: orderOf(columns),
    };
  });
}

function orderOf(columns: ColumnRow[]): string {
  const keys = columns
    .filter((column) => column.keyAt !== null)
    .sort((a, b) => (a.keyAt ?? 0) - (b.keyAt ?? 0));
  if (keys.length === 0) {
    return columns.map(({ name }) => `${quoteName(name)}::text collate "C"`).join(', ');
  }
  return keys
    .map(({ name, isText }) => `${quoteName(name)}${isText ? ' collate "C"' : ''}`)
    .join(', ');
}

/** Every sequence of the schema `public`, by name. */
export async function listSequences(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'S'
     order by relname collate "C"`,
  );
  return rows.map((row) => row.name);
}

/** Where the numbers that sequences give out stand. */
export async function readSequences(db: Queryable): Promise<SequenceState[]> {
  const states: SequenceState[] = [];
  for (const sequence of await listSequences(db)) {
    const { rows } = await db.query<Omit<SequenceState, 'sequence'>>(
      `select last_value::text as "lastValue", is_called as "isCalled"
       from public.${quoteName(sequence)}`,
    );
    states.push(...rows.map((state) => ({ sequence, ...state })));
  }
  return states;
}
