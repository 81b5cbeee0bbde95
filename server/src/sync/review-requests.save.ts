import type { Queryable } from '../db/queryable.types.ts';
import type { ReviewRequestRows } from '../github/review-request.map.ts';
import { saveAccounts } from './accounts.save.ts';
import { replaceChildren, type TableShape, type UpsertResult } from './upsert.ts';

const reviewRequestsTable: TableShape = {
  table: 'review_requests',
  columns: ['pullRequestId', 'reviewerId', 'reviewerKind', 'reviewerName'],
  key: ['pullRequestId', 'reviewerId'],
  parent: 'pullRequestId',
};

/** Stores who is asked now; the pull requests' former requests are removed. */
export async function saveReviewRequests(
  tx: Queryable,
  rows: ReviewRequestRows,
  pullRequestIds: readonly string[],
): Promise<UpsertResult> {
  const toStored = await saveAccounts(tx, rows.accounts);
  const requests = rows.requests.map((row) => ({
    ...row,
    reviewerId: toStored(row.reviewerId) ?? row.reviewerId,
  }));
  return await replaceChildren(tx, reviewRequestsTable, requests, pullRequestIds);
}
