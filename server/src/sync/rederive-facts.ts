import type { Database } from '../db/open-database.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { saveFacts } from './facts.save.ts';

const BATCH = 200;
/** Stands for the settings of facts that are to be derived again: no settings have this number. */
export const MARKED_REVISION = -1;

/**
 * Marks every facts row of a repository to be derived again. Call it in the transaction that changes what all of them read:
 * whatever happens to this server then, the next reading of the repository makes up for it.
 */
export async function markFacts(tx: Queryable, repositoryId: string): Promise<void> {
  await tx.query('update pull_request_facts set settings_revision = $2 where repository_id = $1', [
    ...[repositoryId, MARKED_REVISION],
  ]);
  await tx.query(
    `delete from staged_facts s using pull_requests p
     where p.id = s.pull_request_id and p.repository_id = $1`,
    [repositoryId],
  );
}

/** Derives the facts rows of one repository that are marked; until then they count as they are. */
export async function rederiveMarked(db: Database, repositoryId: string): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `select pull_request_id id from pull_request_facts
     where repository_id = $1 and settings_revision = $2 order by pull_request_id`,
    [repositoryId, MARKED_REVISION],
  );
  for (let start = 0; start < rows.length; start += BATCH) {
    const ids = rows.slice(start, start + BATCH).map((row) => row.id);
    await db.transaction((tx) => saveFacts(tx, ids));
  }
}
