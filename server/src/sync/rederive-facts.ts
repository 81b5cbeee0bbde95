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

/**
 * Marks the facts of pull requests that asked one of these teams for a review: who belongs to it decides what settled the
 * request (B5). Each is derived with the next reading of its repository.
 */
export async function markFactsOfTeams(tx: Queryable, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) {
    return;
  }
  await tx.query(
    `with touched as (
       update pull_request_facts f set settings_revision = $2
       where f.review_turns @> '[{"reviewerKind": "team"}]' and exists (
         select from jsonb_array_elements(f.review_turns) turn
         join teams t on lower(t.organization || '/' || t.slug) = lower(turn ->> 'reviewerName')
         where t.id = any($1::uuid[]) and t.github_id is not null)
       returning f.pull_request_id
     )
     delete from staged_facts s using touched where s.pull_request_id = touched.pull_request_id`,
    [teamIds, MARKED_REVISION],
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
