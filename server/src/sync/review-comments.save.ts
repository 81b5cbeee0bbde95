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
