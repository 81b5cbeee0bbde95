import type { Database } from '../db/open-database.ts';
import { saveFacts } from './facts.save.ts';

const BATCH = 200;

/** Derives every facts row of one repository again, after something that all of them read has changed. */
export async function rederiveRepository(db: Database, repositoryId: string): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    'select id from pull_requests where repository_id = $1 order by id',
    [repositoryId],
  );
  for (let start = 0; start < rows.length; start += BATCH) {
    const ids = rows.slice(start, start + BATCH).map((row) => row.id);
    await db.transaction((tx) => saveFacts(tx, ids));
  }
}
