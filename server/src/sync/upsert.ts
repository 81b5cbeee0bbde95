import type { Queryable } from '../db/queryable.types.ts';
import { toStorableJson } from './storable-json.ts';

/** A table as the saving code sees it: properties in camel case stand for columns in snake case. */
export type TableShape = {
  table: string;
  /** Columns that make a row, by property name. */
  columns: readonly string[];
  key: readonly string[];
  /** Columns whose stored value stays when the incoming one is null. */
  keepKnown?: readonly string[];
  /** An instant: a row whose incoming one is earlier than the stored one is not touched. */
  notBefore?: string;
  /** The column by which children belong to a parent, for `replaceChildren`. */
  parent?: string;
};

export type UpsertResult = { inserted: number; changed: number };

/** Stores rows in one statement. A row that is stored already with the same values is not written. */
export async function upsertRows(
  tx: Queryable,
  shape: TableShape,
  rows: readonly object[],
): Promise<UpsertResult> {
  if (rows.length === 0) {
    return { inserted: 0, changed: 0 };
  }
  return await run(tx, upsertSql(shape), [toJson(shape, rows)]);
}

/**
 * Stores the complete lists of children: what a parent that was stored before has no more is removed.
 * A parent that is new has nothing to be removed, and need not be named.
 */
export async function replaceChildren(
  tx: Queryable,
  shape: TableShape,
  rows: readonly object[],
  parentIds: readonly string[],
): Promise<UpsertResult> {
  return parentIds.length === 0
    ? await upsertRows(tx, shape, rows)
    : await run(tx, replaceSql(shape), [toJson(shape, rows), parentIds]);
}

async function run(tx: Queryable, sql: string, values: unknown[]): Promise<UpsertResult> {
  const { rows } = await tx.query<UpsertResult>(sql, values);
  return rows[0] ?? { inserted: 0, changed: 0 };
}

function toJson(shape: TableShape, rows: readonly object[]): string {
  return toStorableJson(rows.map((row) => toColumns(shape, row)));
}

/** The names of a table's columns, in the order of the shape. */
export function columnsOf(shape: TableShape): string[] {
  return shape.columns.map(snakeCase);
}

/** The row's values by the names of their columns. */
export function toColumns(shape: TableShape, row: object): Record<string, unknown> {
  const values = row as Record<string, unknown>;
  return Object.fromEntries(shape.columns.map((name) => [snakeCase(name), values[name]]));
}

const sqlCache = new Map<string, string>();

function upsertSql(shape: TableShape): string {
  return cached(`upsert ${shape.table}`, () => `${upsertCtes(shape)} ${COUNTS}`);
}

function replaceSql(shape: TableShape): string {
  return cached(`replace ${shape.table}`, () => {
    const parent = snakeCase(shape.parent ?? '');
    const same = shape.key.map(snakeCase).map((key) => `i.${key} = t.${key}`);
    return `${upsertCtes(shape)}, removed as (
      delete from ${shape.table} t
      where t.${parent} = any($2) and not exists (select from incoming i where ${same.join(' and ')})
    ) ${COUNTS}`;
  });
}

const COUNTS = 'select count(*) filter (where inserted) inserted, count(*) changed from stored';

function upsertCtes(shape: TableShape): string {
  const { table } = shape;
  const columns = shape.columns.map(snakeCase);
  const keys = shape.key.map(snakeCase);
  const kept = new Set((shape.keepKnown ?? []).map(snakeCase));
  const rest = columns.filter((column) => !keys.includes(column));
  const valueFor = (column: string) =>
    kept.has(column) ? `coalesce(excluded.${column}, t.${column})` : `excluded.${column}`;
  const changes = rest.map((column) => `${column} = ${valueFor(column)}`);
  const before = rest.map((column) => `t.${column}`).join(', ');
  const after = rest.map(valueFor).join(', ');
  const order =
    shape.notBefore === undefined
      ? ''
      : `and excluded.${snakeCase(shape.notBefore)} >= t.${snakeCase(shape.notBefore)}`;
  const onConflict =
    rest.length === 0
      ? 'do nothing'
      : `do update set ${changes.join(', ')} where (${before}) is distinct from (${after}) ${order}`;
  return `with incoming as materialized (
      select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb)
    ), stored as (
      insert into ${table} as t (${columns.join(', ')})
      select ${columns.join(', ')} from incoming order by ${keys.join(', ')}
      on conflict (${keys.join(', ')}) ${onConflict}
      returning (xmax = 0) inserted
    )`;
}

function cached(key: string, build: () => string): string {
  const known = sqlCache.get(key);
  if (known !== undefined) {
    return known;
  }
  const built = build();
  sqlCache.set(key, built);
  return built;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
