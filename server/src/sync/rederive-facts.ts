import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import type { Database } from '../db/open-database.ts';
import { saveFacts } from './facts.save.ts';

const BATCH = 200;

/** Derives again every facts row of an older definition, and makes those that are missing. Answers with their number. */
export async function rederiveOutdatedFacts(db: Database, signal: AbortSignal): Promise<number> {
  let done = 0;
  while (!signal.aborted) {
    const { rows } = await db.pool.query<{ id: string }>(
      `select p.id from pull_requests p
       left join pull_request_facts f on f.pull_request_id = p.id
       where f.definition_version is distinct from $1 limit ${BATCH}`,
      [definitionVersion],
    );
    if (rows.length === 0) {
      break;
    }
    await db.transaction((tx) =>
      saveFacts(
        tx,
        rows.map((row) => row.id),
      ),
    );
    done += rows.length;
  }
  return done;
}

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
