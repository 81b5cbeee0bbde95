import type { Database } from '@bellwether/server/db/open-database';

export type TableRows = { table: string; columns: string[]; rows: unknown[][] };

/** In an order in which foreign keys are met. */
const TABLES = [
  ...['people', 'accounts', 'pull_requests', 'pull_request_labels', 'reviews', 'issue_comments'],
  ...['pull_request_commits', 'pull_request_files', 'timeline_events', 'pull_request_facts'],
];

/** What is stored, as a plain program would hold it before an insert. */
export async function readTables(db: Database): Promise<TableRows[]> {
  const tables: TableRows[] = [];
  for (const table of TABLES) {
    const { rows, fields } = await db.pool.query({
      text: `select * from ${table}`,
      rowMode: 'array',
    });
    const columns = fields.map((field) => field.name);
    tables.push({ table, columns, rows: rows.map((row) => toParameters(row, fields)) });
  }
  return tables;
}

const JSONB = 3802;

/** The driver would send a list in a JSON column as a Postgres array. */
function toParameters(row: unknown[], fields: readonly { dataTypeID: number }[]): unknown[] {
  return row.map((value, column) =>
    fields[column]?.dataTypeID === JSONB ? JSON.stringify(value) : value,
  );
}

const BATCH = 500;

/** `insert into t (…) values (…), (…), …` in batches of 500 rows, everything in one transaction. */
export async function insertPlainly(db: Database, tables: readonly TableRows[]): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { table, columns, rows } of tables) {
      for (let start = 0; start < rows.length; start += BATCH) {
        const batch = rows.slice(start, start + BATCH);
        const places = batch.map(
          (_, row) =>
            `(${columns.map((_name, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
        );
        await tx.query(
          `insert into ${table} (${columns.join(', ')}) values ${places.join(', ')}`,
          batch.flat(),
        );
      }
    }
  });
}
