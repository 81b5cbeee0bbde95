import type { Queryable } from '../db/queryable.types.ts';
import { addStored } from './stream-counts.save.ts';

/** Removes a pull request with its facts and all that belongs to it. False: it was not stored. */
export async function removePullRequest(
  tx: Queryable,
  repositoryId: string,
  number: number,
): Promise<boolean> {
  const comments = await tx.query(
    'delete from review_comments where repository_id = $1 and pull_request_number = $2',
    [repositoryId, number],
  );
  await tx.query(
    `delete from staged_facts s using pull_requests p
     where p.id = s.pull_request_id and p.repository_id = $1 and p.number = $2`,
    [repositoryId, number],
  );
  const requests = await tx.query(
    `delete from review_requests q using pull_requests p
     where p.id = q.pull_request_id and p.repository_id = $1 and p.number = $2`,
    [repositoryId, number],
  );
  const removed = await tx.query(
    'delete from pull_requests where repository_id = $1 and number = $2',
    [repositoryId, number],
  );
  await addStored(tx, repositoryId, 'review-comments', -(comments.rowCount ?? 0));
  await addStored(tx, repositoryId, 'review-requests', -(requests.rowCount ?? 0));
  await addStored(tx, repositoryId, 'pull-requests', -(removed.rowCount ?? 0));
  return removed.rowCount !== 0;
}
