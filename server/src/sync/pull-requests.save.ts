import type { Queryable } from '../db/queryable.types.ts';
import type { PullRequestRows } from '../github/pull-request.map.ts';
import { type AccountIds, saveAccounts } from './accounts.save.ts';
import { findStored } from './stored-rows.ts';
import { replaceChildren, type TableShape, type UpsertResult, upsertRows } from './upsert.ts';

const pullRequestsTable: TableShape = {
  table: 'pull_requests',
  columns: [
    ...[
      'id',
      'repositoryId',
      'number',
      'title',
      'url',
      'authorId',
      'state',
      'isDraft',
      'baseBranch',
    ],
    ...[
      'headBranch',
      'headSha',
      'mergeCommitSha',
      'mergedById',
      'createdAt',
      'updatedAt',
      'mergedAt',
    ],
    ...['closedAt', 'additions', 'deletions', 'changedFiles', 'revertsReference', 'reviewsTotal'],
    ...['issueCommentsTotal', 'commitsTotal', 'filesTotal', 'timelineTotal'],
  ],
  key: ['id'],
  notBefore: 'updatedAt',
};

const labelsTable: TableShape = {
  table: 'pull_request_labels',
  columns: ['pullRequestId', 'name', 'color'],
  key: ['pullRequestId', 'name'],
  parent: 'pullRequestId',
};

const reviewsTable: TableShape = {
  table: 'reviews',
  columns: ['id', 'databaseId', 'pullRequestId', 'authorId', 'state', 'submittedAt', 'commitSha'],
  key: ['id'],
  parent: 'pullRequestId',
};

const issueCommentsTable: TableShape = {
  table: 'issue_comments',
  columns: ['id', 'pullRequestId', 'authorId', 'createdAt'],
  key: ['id'],
  parent: 'pullRequestId',
};

const commitsTable: TableShape = {
  table: 'pull_request_commits',
  columns: [
    ...['pullRequestId', 'sha', 'position', 'authorId', 'authorEmail', 'authoredAt', 'committedAt'],
    'parentCount',
  ],
  key: ['pullRequestId', 'sha'],
  keepKnown: ['authorId', 'authorEmail', 'parentCount'],
};

const filesTable: TableShape = {
  table: 'pull_request_files',
  columns: ['pullRequestId', 'path', 'additions', 'deletions', 'changeType'],
  key: ['pullRequestId', 'path'],
  parent: 'pullRequestId',
};

const timelineEventsTable: TableShape = {
  table: 'timeline_events',
  columns: [
    'id',
    'pullRequestId',
    'kind',
    'actorId',
    'occurredAt',
    'subject',
    'beforeSha',
    'afterSha',
  ],
  key: ['id'],
  parent: 'pullRequestId',
};

/**
 * Stores pull requests with everything that belongs to them. One that is stored in a later state than it comes with is
 * left alone, with all that belongs to it. Children that GitHub lists no more are removed; commits stay, without a place.
 */
export async function savePullRequests(
  tx: Queryable,
  rows: PullRequestRows,
): Promise<UpsertResult> {
  const toStored = await saveAccounts(tx, rows.accounts);
  const stored = await findStored(tx, 'pull_requests', rows.pullRequests);
  const current = withoutOutdated(rows, stored.later);
  const result = await upsertRows(
    tx,
    pullRequestsTable,
    current.pullRequests.map((row) => ({
      ...translate(row, toStored),
      mergedById: toStored(row.mergedById),
    })),
  );
  const ids = stored.ids;
  const authored = <T extends { authorId: string | null }>(list: readonly T[]) =>
    list.map((row) => translate(row, toStored));
  await replaceChildren(tx, labelsTable, current.labels, ids);
  await replaceChildren(tx, reviewsTable, authored(current.reviews), ids);
  await replaceChildren(tx, issueCommentsTable, authored(current.issueComments), ids);
  await replaceChildren(tx, filesTable, current.files, ids);
  const events = current.timelineEvents.map((row) => ({ ...row, actorId: toStored(row.actorId) }));
  await replaceChildren(tx, timelineEventsTable, events, ids);
  await saveCommits(tx, authored(current.commits), ids);
  return result;
}

async function saveCommits(
  tx: Queryable,
  commits: readonly { pullRequestId: string; sha: string; position: number | null }[],
  ids: readonly string[],
): Promise<void> {
  await upsertRows(tx, commitsTable, commits);
  if (ids.length === 0) {
    return;
  }
  const listed = commits.filter((commit) => commit.position !== null);
  await tx.query(
    `update pull_request_commits c set position = null
     where c.pull_request_id = any($1) and c.position is not null and not exists (
       select from unnest($2::text[], $3::text[]) l(pull_request_id, sha)
       where l.pull_request_id = c.pull_request_id and l.sha = c.sha
     )`,
    [ids, listed.map((commit) => commit.pullRequestId), listed.map((commit) => commit.sha)],
  );
}

function withoutOutdated(rows: PullRequestRows, outdated: ReadonlySet<string>): PullRequestRows {
  if (outdated.size === 0) {
    return rows;
  }
  const keep = <T extends { pullRequestId: string }>(list: readonly T[]) =>
    list.filter((row) => !outdated.has(row.pullRequestId));
  return {
    accounts: rows.accounts,
    pullRequests: rows.pullRequests.filter((row) => !outdated.has(row.id)),
    labels: keep(rows.labels),
    reviews: keep(rows.reviews),
    issueComments: keep(rows.issueComments),
    commits: keep(rows.commits),
    files: keep(rows.files),
    timelineEvents: keep(rows.timelineEvents),
  };
}

function translate<T extends { authorId: string | null }>(row: T, toStored: AccountIds): T {
  return { ...row, authorId: toStored(row.authorId) };
}
