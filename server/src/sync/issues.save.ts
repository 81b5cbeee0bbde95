import { storeDerivedIncidents } from '../db/derive-incidents.ts';
import type { Queryable } from '../db/queryable.types.ts';
import type { IssueRows } from '../github/issue.map.ts';
import { saveAccounts } from './accounts.save.ts';
import { enterSampleInstants } from './sample-instants.save.ts';
import { findStored } from './stored-rows.ts';
import { replaceChildren, type TableShape, type UpsertResult, upsertRows } from './upsert.ts';

const issuesTable: TableShape = {
  table: 'issues',
  columns: [
    ...[
      'id',
      'repositoryId',
      'number',
      'title',
      'url',
      'state',
      'stateReason',
      'authorId',
      'createdAt',
    ],
    ...['updatedAt', 'closedAt'],
  ],
  key: ['id'],
  notBefore: 'updatedAt',
};

const issueLabelsTable: TableShape = {
  table: 'issue_labels',
  columns: ['issueId', 'name', 'color'],
  key: ['issueId', 'name'],
  parent: 'issueId',
};

/**
 * Stores issues with their labels, and the incidents that they tell of. One that is stored in a later state than it comes
 * with is left alone, labels included.
 */
export async function saveIssues(tx: Queryable, rows: IssueRows): Promise<UpsertResult> {
  const toStored = await saveAccounts(tx, rows.accounts);
  const issues = rows.issues.map((row) => ({ ...row, authorId: toStored(row.authorId) }));
  const stored = await findStored(tx, 'issues', rows.issues);
  const result = await upsertRows(tx, issuesTable, issues);
  await replaceChildren(
    tx,
    issueLabelsTable,
    rows.labels.filter((label) => !stored.later.has(label.issueId)),
    stored.ids,
  );
  for (const repositoryId of new Set(issues.map((row) => row.repositoryId))) {
    const own = issues.filter((row) => row.repositoryId === repositoryId).map(({ id }) => id);
    await enterSampleInstants(tx, repositoryId, own);
    await storeDerivedIncidents(tx, repositoryId, own);
  }
  return result;
}
