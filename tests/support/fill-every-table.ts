import type { Database } from '@bellwether/server/db/open-database';

// Rows with content that is easily spoilt on its way, in every column of every table, also of tables to come.

const ODD_TEXTS = [
  `quote ' and " and \\ and \\n and \\N and $1`,
  'line\nfeed\r\nand\ttab\u2028and\u0085\u0001\u001b[31m',
  '日本 Ünïcödé 👩‍👩‍👧 \u202eabc e\u0301 \ufffe',
  '{"a": [1,2]} {x,"y",NULL} <script>&amp;</script>',
  ' leading and trailing ',
] as const;

/** Settings of the whole installation. */
const ONE_ROW_TABLES: ReadonlySet<string> = new Set(['delivery_settings']);

type Column = { table: string; name: string; type: string; isNullable: boolean };
type Reference = { table: string; columns: string[]; target: string; targetColumns: string[] };

/** Inserts three rows (where there is one for all, one) into each table but those named: full of odd things, null where that may be, and empty. */
export async function fillEveryTable(db: Database, except: readonly string[]): Promise<string[]> {
  const columns = await readColumns(db, except);
  const references = await readReferences(db);
  const tables = inOrder([...new Set(columns.map(({ table }) => table))], references);
  for (const table of tables) {
    for (const round of ONE_ROW_TABLES.has(table) ? [0] : [0, 1, 2]) {
      await insertRow(db, {
        table,
        round,
        columns: columns.filter((column) => column.table === table),
        references: references.filter((reference) => reference.table === table),
      });
    }
  }
  return tables;
}

type Insertion = { table: string; round: number; columns: Column[]; references: Reference[] };

async function insertRow(db: Database, insertion: Insertion): Promise<void> {
  const { table, round, columns } = insertion;
  const values = new Map<string, unknown>();
  for (const [at, column] of columns.entries()) {
    values.set(column.name, valueFor(column, round, at));
  }
  for (const reference of insertion.references) {
    const target = reference.targetColumns.map((name) => `"${name}"::text as "${name}"`).join(', ');
    const { rows } = await db.pool.query(
      `select ${target} from "${reference.target}" order by ctid limit 1 offset ${round}`,
    );
    const isNullable = columns.some(
      ({ name, isNullable }) => isNullable && reference.columns.includes(name),
    );
    for (const [at, name] of reference.columns.entries()) {
      const isLeftOut = isNullable && (round === 1 || rows[0] === undefined);
      values.set(name, isLeftOut ? null : rows[0]?.[reference.targetColumns[at] ?? '']);
    }
  }
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const places = columns.map(({ type }, at) => `$${at + 1}::${type}`).join(', ');
  await db.pool.query(
    `insert into "${table}" (${names}) values (${places})`,
    columns.map(({ name }) => values.get(name)),
  );
}

function valueFor(column: Column, round: number, at: number): unknown {
  if (round === 1 && column.isNullable) {
    return null;
  }
  const type = column.type.replace(/\(.*?\)/, '');
  const make = MAKERS[type];
  if (make === undefined) {
    throw new Error(`no odd value is known for the type ${column.type} of ${column.table}`);
  }
  return make(round, at);
}

const text = (round: number, at: number) =>
  round === 2 ? '' : `${ODD_TEXTS[(round + at) % ODD_TEXTS.length]}`;

const json = (round: number, at: number) =>
  round === 2
    ? '{}'
    : JSON.stringify({ text: text(round, at), none: null, empty: '', list: [1.5, -0, 1e300, []] });

const MAKERS: Record<string, (round: number, at: number) => unknown> = {
  text,
  'character varying': text,
  uuid: (round, at) => `00000000-0000-4000-8000-${String(round * 1_000 + at).padStart(12, '0')}`,
  boolean: (round) => round !== 2,
  smallint: (round) => 32_767 - round,
  integer: (round) => 2_147_483_647 - round,
  bigint: (round) => (9_223_372_036_854_775_000n - BigInt(round)).toString(),
  numeric: (round) => `1234567890123456789.12345678901234567${round}`,
  'double precision': (round) => ['0.1', '1e-300', '-0'][round],
  real: (round) => ['0.1', '1e-30', '-0'][round],
  date: (round) => ['2026-02-28', '1999-12-31', '0044-03-15 BC'][round],
  'timestamp with time zone': (round) =>
    ['2026-10-25T02:30:00.123+02:00', '1969-12-31T23:59:59.999Z', '2026-03-29T01:00:00.001Z'][
      round
    ],
  bytea: (round) => Buffer.from(round === 2 ? '' : '\0\\x00\n\xff', 'latin1'),
  jsonb: json,
  'text[]': (round) => (round === 2 ? [] : [...ODD_TEXTS, '', 'NULL', null]),
  'bigint[]': (round) => (round === 2 ? [] : ['9223372036854775807', '-1', null]),
  'timestamp with time zone[]': (round) =>
    round === 2 ? [] : ['2026-10-25T02:30:00+02:00', '1969-12-31T23:59:59Z', null],
  'integer[]': (round) => (round === 2 ? [] : [1, -2, null]),
};

async function readColumns(db: Database, except: readonly string[]): Promise<Column[]> {
  const { rows } = await db.pool.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       not a.attnotnull as "isNullable"
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
       and not a.attisdropped and c.relname <> all($1)
     order by c.relname, a.attnum`,
    [except],
  );
  return rows;
}

async function readReferences(db: Database): Promise<Reference[]> {
  const { rows } = await db.pool.query<Reference>(
    `select f.conrelid::regclass::text as table, f.confrelid::regclass::text as target,
       array(select attname::text from unnest(f.conkey) with ordinality k (n, o)
         join pg_attribute on attrelid = f.conrelid and attnum = n order by o) as columns,
       array(select attname::text from unnest(f.confkey) with ordinality k (n, o)
         join pg_attribute on attrelid = f.confrelid and attnum = n order by o) as "targetColumns"
     from pg_constraint f where f.contype = 'f' and f.connamespace = 'public'::regnamespace`,
  );
  return rows;
}

/** Those that are referred to come first. */
function inOrder(tables: string[], references: Reference[]): string[] {
  const ordered: string[] = [];
  const visit = (table: string, path: readonly string[]): void => {
    if (ordered.includes(table) || path.includes(table) || !tables.includes(table)) {
      return;
    }
    for (const reference of references.filter((one) => one.table === table)) {
      visit(reference.target, [...path, table]);
    }
    ordered.push(table);
  };
  for (const table of tables) {
    visit(table, []);
  }
  return ordered;
}
