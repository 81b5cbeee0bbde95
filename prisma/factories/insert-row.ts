import { randomUUID } from 'node:crypto';

/** Runs statements: a pool, or the one connection of a transaction. */
export type Queryable = {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
};

/** A node id that nothing else has, recognisable by its kind: `PR_1f0c…`. */
export function newId(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
}

/** Stores one row; properties in camel case stand for columns in snake case. */
export async function insertRow(db: Queryable, table: string, row: object): Promise<void> {
  const entries = Object.entries(row);
  const columns = entries.map(([name]) => snakeCase(name));
  const places = entries.map((_, index) => `$${index + 1}`);
  await db.query(
    `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
    entries.map(([, value]) => value),
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
