import pg from 'pg';

/** What a database says it has read: rows of tables and entries of indexes, and pages of 8 KB. */
export type Reads = { rows: number; pages: number };

/** What `work` makes a Postgres read. `work` must close its connections: they tell at their end. */
export async function countReads(
  databaseUrl: string,
  work: () => Promise<unknown>,
): Promise<Reads> {
  const before = await readCounters(databaseUrl);
  await work();
  const after = await readCounters(databaseUrl);
  return { rows: after.rows - before.rows, pages: after.pages - before.pages };
}

async function readCounters(databaseUrl: string): Promise<Reads> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Reads>(
      `select (select sum(seq_tup_read) from pg_stat_user_tables)::float8
           + (select sum(idx_tup_read) from pg_stat_user_indexes)::float8 as rows,
         (select sum(coalesce(heap_blks_read, 0) + coalesce(heap_blks_hit, 0)
           + coalesce(idx_blks_read, 0) + coalesce(idx_blks_hit, 0)) from pg_statio_user_tables)::float8 as pages`,
    );
    return rows[0] ?? { rows: 0, pages: 0 };
  } finally {
    await client.end();
  }
}
