import type { Queryable } from '../db/queryable.types.ts';

/** How many changes were committed: of what charts stand on, and of how far reading is. Neither ever goes down. */
export type DataVersion = { data: number; readings: number };

/** More changes than these are put together, so that reading the version stays one look at one page. */
const MOST_ROWS = 200;

/**
 * The version of the data that a statement sees from now on. Triggers note each change in the transaction that makes it, so
 * that the version and the change are seen at the same moment, by every server.
 */
export async function loadDataVersion(db: Queryable): Promise<DataVersion> {
  const { rows } = await db.query<DataVersion & { rows: number }>(
    `select coalesce(sum(changes) filter (where kind = 'data'), 0)::float8 as data,
       coalesce(sum(changes) filter (where kind = 'readings'), 0)::float8 as readings, count(*)::int as rows
     from data_changes`,
  );
  const { data = 0, readings = 0, rows: count = 0 } = rows[0] ?? {};
  if (count > MOST_ROWS) {
    await putTogether(db);
  }
  return { data, readings };
}

/** Two that do this at once take different rows; the sums stay what they are at any moment. */
async function putTogether(db: Queryable): Promise<void> {
  await db.query(
    `with taken as (
       delete from data_changes where id in (select id from data_changes for update skip locked)
       returning kind, changes
     )
     insert into data_changes (kind, changes) select kind, sum(changes) from taken group by kind`,
  );
}
