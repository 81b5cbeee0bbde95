import type { Database } from '../../db/open-database.ts';

/** Goes up with each stored change of what pages show, by whichever server. */
export async function loadDataVersion(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ version: number }>(
    'select last_value version from data_version_seq',
  );
  return rows[0]?.version ?? 0;
}
