/**
 * Everything that GitHub has said about one pull request, as stored: the input of the facts.
 * Lists may come in any order. Instants are whole seconds, UTC.
 */
export type PullRequestHistory = {
  pullRequest: PullRequestRow;
  /** Accounts that occur anywhere below, by node id. A missing one is a ghost. */
  accounts: ReadonlyMap<string, AccountRow>;
  /** Teams that were asked for a review, by `org/slug` in lower case. A missing one is not known here. */
  teams: ReadonlyMap<string, ReviewTeamRow>;
  reviews: readonly ReviewRow[];
  reviewComments: readonly ReviewCommentRow[];
  issueComments: readonly IssueCommentRow[];
  commits: readonly PullRequestCommitRow[];
  files: readonly PullRequestFileRow[];
  timelineEvents: readonly TimelineEventRow[];
  labels: readonly string[];
  /** What the repository says about the pull request's surroundings. */
  repository: RepositoryContext;
  /** The first production deployment that brought the merge commit (B9, C13); null: none known. */
  deployment: { id: string; finishedAt: Date } | null;
};

export type RepositoryContext = {
  owner: string;
  name: string;
  defaultBranch: string | null;
  /** Patterns of `.gitattributes` that mark a path `linguist-generated`, in file order; a leading `!` unmarks. */
  generatedPatterns: readonly string[];
};

export type AccountRow = { id: string; login: string; type: string };

/** `id` is GitHub's node id; `memberIds` are the accounts that belong to it now. */
export type ReviewTeamRow = { id: string; memberIds: readonly string[] };

export type PullRequestRow = {
  id: string;
  repositoryId: string;
  number: number;
  title: string;
  url: string;
  /** Null: the account was deleted. */
  authorId: string | null;
  state: 'open' | 'merged' | 'closed';
  isDraft: boolean;
  baseBranch: string;
  headBranch: string;
  headSha: string;
  mergeCommitSha: string | null;
  createdAt: Date;
  updatedAt: Date;
  mergedAt: Date | null;
  closedAt: Date | null;
  additions: number;
  deletions: number;
  changedFiles: number;
};

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';

export type ReviewRow = {
  id: string;
  /** GitHub's number, which `ReviewCommentRow.reviewDatabaseId` points to. */
  databaseId: number;
  authorId: string | null;
  state: ReviewState;
  submittedAt: Date;
  commitSha: string | null;
};

export type ReviewCommentRow = {
  id: string;
  /** Null: an inline comment without a review (GitHub before 2016). */
  reviewDatabaseId: number | null;
  authorId: string | null;
  path: string;
  createdAt: Date;
};

export type IssueCommentRow = { id: string; authorId: string | null; createdAt: Date };

export type PullRequestCommitRow = {
  sha: string;
  /** Place in GitHub's list, from 0; null: only an earlier head listed it. */
  position: number | null;
  authorId: string | null;
  authorEmail: string | null;
  authoredAt: Date;
  committedAt: Date;
  /** Null: not known; then it is taken for an ordinary commit. */
  parentCount: number | null;
};

export type PullRequestFileRow = { path: string; additions: number; deletions: number };

export type TimelineEventRow = {
  id: string;
  /** REST's names: `ready_for_review`, `convert_to_draft`, `closed`, `reopened`, `head_ref_force_pushed`, `review_requested` … */
  kind: string;
  actorId: string | null;
  occurredAt: Date;
  subject: string | null;
  beforeSha: string | null;
  afterSha: string | null;
};
