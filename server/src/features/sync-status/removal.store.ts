import type { RepositoryRemoval } from '@bellwether/shared/sync-status/sync-status.schema';
import type { Database } from '../../db/open-database.ts';

/** What stands below the repository and goes with it; null: there is no such repository. */
export async function countRepositoryRows(
  db: Database,
  id: string,
): Promise<RepositoryRemoval | null> {
  const ofPulls = (table: string) =>
    `(select count(*)::int from ${table} t join pull_requests p on p.id = t.pull_request_id where p.repository_id = r.id)`;
  const own = (table: string) => `(select count(*)::int from ${table} where repository_id = r.id)`;
  const { rows } = await db.pool.query<RepositoryRemoval>(
    `select r.owner || '/' || r.name repository, r.is_discovered "isDiscovered",
       ${own('pull_requests')} "pullRequests", ${ofPulls('reviews')} reviews,
       ${ofPulls('issue_comments')} + ${own('review_comments')} comments,
       ${own('deployments')} deployments, ${own('issues')} issues,
       (select count(*)::int from incidents i join issues s on s.id = i.issue_id where s.repository_id = r.id) incidents,
       (select count(*)::int from incidents where repository_id = r.id and issue_id is null) "incidentsKept"
     from repositories r where r.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/**
 * Deletes the repository with all that was read from it; people and their accounts stay. A page that is being stored
 * meanwhile holds the stream's row, and so is in before, or finds no stream any more. False: there is no such repository.
 */
export async function deleteRepository(db: Database, id: string): Promise<boolean> {
  return await db.transaction(async (tx) => {
    await tx.query('select from sync_streams where repository_id = $1 order by stream for update', [
      id,
    ]);
    const { rowCount } = await tx.query('delete from repositories where id = $1', [id]);
    return rowCount === 1;
  });
}
