import type {
  IssueCommentRow,
  PullRequestCommitRow,
  PullRequestFileRow,
  PullRequestHistory,
  PullRequestRow,
  ReviewCommentRow,
  ReviewRow,
  TimelineEventRow,
} from '@bellwether/shared/pull-requests/pull-request-history';
import { insertRow, newId, type Queryable } from './insert-row.ts';

/** What happened on a pull request; of each thing only what matters need be said. */
export type HistoryOverrides = {
  reviews?: readonly (Partial<ReviewRow> & Pick<ReviewRow, 'authorId' | 'submittedAt'>)[];
  reviewComments?: readonly (Partial<ReviewCommentRow> &
    Pick<ReviewCommentRow, 'authorId' | 'createdAt'>)[];
  issueComments?: readonly (Partial<IssueCommentRow> &
    Pick<IssueCommentRow, 'authorId' | 'createdAt'>)[];
  /** Absent: one commit at the opening. */
  commits?: readonly (Partial<PullRequestCommitRow> & Pick<PullRequestCommitRow, 'authoredAt'>)[];
  files?: readonly PullRequestFileRow[];
  timelineEvents?: readonly (Partial<TimelineEventRow> &
    Pick<TimelineEventRow, 'kind' | 'occurredAt'>)[];
  labels?: readonly string[];
  deployment?: PullRequestHistory['deployment'];
};

let lastReviewNumber = 1_000_000;

/** GitHub's number of a review that no other review has. */
export function newReviewNumber(): number {
  lastReviewNumber += 1;
  return lastReviewNumber;
}

/** The history without accounts, teams and repository, every field filled in. */
export function readHistory(
  pullRequest: PullRequestRow,
  overrides: HistoryOverrides,
): Omit<PullRequestHistory, 'accounts' | 'teams' | 'repository'> {
  const commits = overrides.commits ?? [{ authoredAt: pullRequest.createdAt }];
  return {
    pullRequest,
    reviews: (overrides.reviews ?? []).map((review) => ({
      id: newId('PRR'),
      databaseId: newReviewNumber(),
      state: 'COMMENTED',
      commitSha: null,
      ...review,
    })),
    reviewComments: (overrides.reviewComments ?? []).map((comment) => ({
      id: newId('PRRC'),
      reviewDatabaseId: null,
      path: 'src/main.ts',
      ...comment,
    })),
    issueComments: (overrides.issueComments ?? []).map((comment) => ({
      id: newId('IC'),
      ...comment,
    })),
    commits: commits.map((commit, position) => ({
      sha: newId('sha'),
      position,
      authorId: pullRequest.authorId,
      authorEmail: null,
      committedAt: commit.authoredAt,
      parentCount: 1,
      ...commit,
    })),
    files: overrides.files ?? [],
    timelineEvents: (overrides.timelineEvents ?? []).map((event) => ({
      id: newId('TE'),
      actorId: pullRequest.authorId,
      subject: null,
      beforeSha: null,
      afterSha: null,
      ...event,
    })),
    labels: overrides.labels ?? [],
    deployment: overrides.deployment ?? null,
  };
}

/** Stores what `readHistory` made; the pull request must be stored already. */
export async function insertHistory(db: Queryable, history: PullRequestHistory): Promise<void> {
  const { pullRequest } = history;
  const pullRequestId = pullRequest.id;
  const tables: readonly (readonly [string, readonly object[]])[] = [
    ['reviews', history.reviews],
    ['issue_comments', history.issueComments],
    ['pull_request_commits', history.commits],
    ['pull_request_files', history.files.map((file) => ({ changeType: 'MODIFIED', ...file }))],
    ['timeline_events', history.timelineEvents],
    ['pull_request_labels', history.labels.map((name) => ({ name }))],
  ];
  for (const [table, rows] of tables) {
    for (const row of rows) {
      await insertRow(db, table, { ...row, pullRequestId });
    }
  }
  for (const comment of history.reviewComments) {
    await insertRow(db, 'review_comments', {
      ...comment,
      repositoryId: pullRequest.repositoryId,
      pullRequestNumber: pullRequest.number,
      updatedAt: comment.createdAt,
    });
  }
}
