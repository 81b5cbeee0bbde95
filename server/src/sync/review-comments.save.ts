import type { Queryable } from '../db/queryable.types.ts';
import type { ReviewCommentRows } from '../github/review-comment.map.ts';
import { saveAccounts } from './accounts.save.ts';
import { type TableShape, type UpsertResult, upsertRows } from './upsert.ts';

const reviewCommentsTable: TableShape = {
  table: 'review_comments',
  columns: [
    ...[
      'id',
      'repositoryId',
      'pullRequestNumber',
      'reviewDatabaseId',
      'inReplyToId',
      'authorId',
      'path',
    ],
    ...['createdAt', 'updatedAt', 'commitSha'],
  ],
  key: ['id'],
  notBefore: 'updatedAt',
};

export async function saveReviewComments(
  tx: Queryable,
  rows: ReviewCommentRows,
): Promise<UpsertResult> {
  const toStored = await saveAccounts(tx, rows.accounts);
  const comments = rows.comments.map((row) => ({ ...row, authorId: toStored(row.authorId) }));
  return await upsertRows(tx, reviewCommentsTable, comments);
}

/** Stores all inline comments that a pull request has; those that it has no more go. Answers by how many rows there are more. */
export async function replaceReviewComments(
  tx: Queryable,
  rows: ReviewCommentRows,
  repositoryId: string,
  pullRequestNumber: number,
): Promise<number> {
  const { inserted } = await saveReviewComments(tx, rows);
  const { rowCount } = await tx.query(
    'delete from review_comments where repository_id = $1 and pull_request_number = $2 and id <> all($3)',
    [repositoryId, pullRequestNumber, rows.comments.map((row) => row.id)],
  );
  return inserted - (rowCount ?? 0);
}
