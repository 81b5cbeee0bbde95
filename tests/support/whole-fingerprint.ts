import type { Database } from '@bellwether/server/db/open-database';

/** Every row of every table but those named, in one print for each table that is not empty. */
export async function printAllTables(
  db: Database,
  except: readonly string[],
): Promise<Record<string, string>> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
       and table_name <> all($1) order by 1`,
    [except],
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await db.pool.query<{ n: number; hash: string }>(
      `select count(*)::int n, md5(coalesce(string_agg(row, '|' order by row), '')) hash
       from (select to_jsonb(t)::text row from ${name} t) r`,
    );
    if (rows[0] !== undefined && rows[0].n > 0) {
      prints[name] = `${rows[0].n} rows ${rows[0].hash}`;
    }
  }
  return prints;
}
