import type {
  IssueCommentRow,
  PullRequestCommitRow,
  PullRequestFileRow,
  PullRequestRow,
  ReviewRow,
  TimelineEventRow,
} from '@bellwether/shared/pull-requests/pull-request-history';
import { AccountCollector } from './actor.map.ts';
import type { GithubAccount } from './actor.schema.ts';
import type { PullRequestPayload } from './pull-request.schema.ts';

type Owned<T> = T & { pullRequestId: string };

export type PullRequestTotals = {
  reviewsTotal: number;
  issueCommentsTotal: number;
  commitsTotal: number;
  filesTotal: number;
  timelineTotal: number;
};

export type StoredPullRequest = PullRequestRow &
  PullRequestTotals & { mergedById: string | null; revertsReference: string | null };

/** Rows of one page of pull requests, ready to be stored. */
export type PullRequestRows = {
  pullRequests: StoredPullRequest[];
  accounts: GithubAccount[];
  labels: Owned<{ name: string; color: string | null }>[];
  reviews: Owned<ReviewRow>[];
  issueComments: Owned<IssueCommentRow>[];
  commits: Owned<PullRequestCommitRow>[];
  files: Owned<PullRequestFileRow & { changeType: string }>[];
  timelineEvents: Owned<TimelineEventRow>[];
};

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;
const REVIEW_STATES = new Set(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']);

/**
 * Complete pull requests as rows. `parentCounts` holds what is known of the commits' parents.
 * Two pull requests of the same id on one page (it moved while reading) are one: the later read.
 */
export function mapPullRequests(
  payloads: readonly PullRequestPayload[],
  repositoryId: string,
  parentCounts: ReadonlyMap<string, number>,
): PullRequestRows {
  const accounts = new AccountCollector();
  const unique = [...new Map(payloads.map((payload) => [payload.id, payload])).values()];
  return {
    pullRequests: unique.map((payload) => mapPullRequest(payload, repositoryId, accounts)),
    labels: unique.flatMap(mapLabels),
    reviews: unique.flatMap((payload) => mapReviews(payload, accounts)),
    issueComments: unique.flatMap((payload) => mapComments(payload, accounts)),
    commits: unique.flatMap((payload) => mapCommits(payload, accounts, parentCounts)),
    files: unique.flatMap(mapFiles),
    timelineEvents: unique.flatMap((payload) => mapEvents(payload, accounts)),
    accounts: accounts.list(),
  };
}

/**
 * Commits whose number of parents can matter to a number (C9, C14): a lone commit is the first commit either way, and
 * without a review that may block there is no rework to count.
 */
export function commitsWhoseParentsMatter(payload: PullRequestPayload): string[] {
  const matters =
    payload.commits.nodes.length > 1 ||
    payload.reviews.nodes.some((review) => review.state !== 'APPROVED');
  return matters ? payload.commits.nodes.map((node) => node.commit.oid) : [];
}

function mapPullRequest(
  payload: PullRequestPayload,
  repositoryId: string,
  accounts: AccountCollector,
): StoredPullRequest {
  const { id, number, title, url, isDraft, createdAt, updatedAt, mergedAt, closedAt } = payload;
  const { additions, deletions, changedFiles } = payload;
  const comments = payload.timelineItems.nodes.filter(isComment).length;
  return {
    ...{ id, repositoryId, number, title, url, isDraft, createdAt, updatedAt, mergedAt, closedAt },
    ...{ additions, deletions, changedFiles },
    authorId: accounts.addActor(payload.author),
    state: STATES[payload.state],
    baseBranch: payload.baseRefName,
    headBranch: payload.headRefName,
    headSha: payload.headRefOid,
    mergeCommitSha: payload.mergeCommit?.oid ?? null,
    mergedById: accounts.addActor(payload.mergedBy),
    revertsReference: findRevertsReference(payload.body ?? ''),
    reviewsTotal:
      payload.reviews.totalCount -
      payload.reviews.nodes.filter((node) => !isSubmitted(node)).length,
    issueCommentsTotal: comments,
    commitsTotal: payload.commits.totalCount,
    filesTotal: payload.files.totalCount,
    timelineTotal: payload.timelineItems.totalCount - comments,
  };
}

/** `owner/name#number` of GitHub's own revert text. */
function findRevertsReference(body: string): string | null {
  return /\bReverts ([\w.-]+\/[\w.-]+#\d+)/i.exec(body)?.[1] ?? null;
}

function mapLabels(payload: PullRequestPayload) {
  return uniqueBy(payload.labels.nodes, (label) => label.name).map((label) => ({
    pullRequestId: payload.id,
    name: label.name,
    color: label.color ?? null,
  }));
}

type ReviewPayload = PullRequestPayload['reviews']['nodes'][number];

function isSubmitted(review: ReviewPayload): boolean {
  return review.submittedAt !== null && REVIEW_STATES.has(review.state);
}

function mapReviews(payload: PullRequestPayload, accounts: AccountCollector): Owned<ReviewRow>[] {
  return uniqueBy(payload.reviews.nodes, (review) => review.id).flatMap((review) =>
    review.submittedAt === null || !isSubmitted(review)
      ? []
      : [
          {
            id: review.id,
            pullRequestId: payload.id,
            databaseId: review.fullDatabaseId,
            authorId: accounts.addActor(review.author),
            state: review.state as ReviewRow['state'],
            submittedAt: review.submittedAt,
            commitSha: review.commit?.oid ?? null,
          },
        ],
  );
}

type TimelinePayload = PullRequestPayload['timelineItems']['nodes'][number];

function isComment(item: TimelinePayload): boolean {
  return item.__typename === 'IssueComment';
}

function mapComments(payload: PullRequestPayload, accounts: AccountCollector) {
  return uniqueBy(payload.timelineItems.nodes.filter(isComment), (item) => item.id).map((item) => ({
    id: item.id,
    pullRequestId: payload.id,
    authorId: accounts.addActor(item.author),
    createdAt: item.createdAt,
  }));
}

function mapEvents(payload: PullRequestPayload, accounts: AccountCollector) {
  const events = payload.timelineItems.nodes.filter((item) => !isComment(item));
  return uniqueBy(events, (item) => item.id).map((item) => ({
    id: item.id,
    pullRequestId: payload.id,
    kind: kindOf(item.__typename),
    actorId: accounts.addActor(item.actor),
    occurredAt: item.createdAt,
    subject:
      item.requestedReviewer?.login ??
      item.requestedReviewer?.combinedSlug ??
      item.review?.id ??
      null,
    beforeSha: item.beforeCommit?.oid ?? null,
    afterSha: item.afterCommit?.oid ?? null,
  }));
}

/** `HeadRefForcePushedEvent` → `head_ref_force_pushed`, REST's name. */
function kindOf(typeName: string): string {
  return typeName
    .replace(/Event$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase();
}

function mapCommits(
  payload: PullRequestPayload,
  accounts: AccountCollector,
  parentCounts: ReadonlyMap<string, number>,
): Owned<PullRequestCommitRow>[] {
  const listed = uniqueBy(payload.commits.nodes, (node) => node.commit.oid).map(
    ({ commit }, position) => ({
      pullRequestId: payload.id,
      sha: commit.oid,
      position,
      authorId: accounts.addActor(commit.author?.user),
      authorEmail: commit.author?.email ?? null,
      authoredAt: commit.authoredDate,
      committedAt: commit.committedDate,
      parentCount: parentCounts.get(commit.oid) ?? null,
    }),
  );
  const shas = new Set(listed.map((commit) => commit.sha));
  return [...listed, ...mapEarlierHeads(payload, shas, parentCounts)];
}

/** Heads that a force push threw away, as far as GitHub still shows them (C9). */
function mapEarlierHeads(
  payload: PullRequestPayload,
  listed: ReadonlySet<string>,
  parentCounts: ReadonlyMap<string, number>,
): Owned<PullRequestCommitRow>[] {
  const heads = payload.timelineItems.nodes.flatMap((item) => item.beforeCommit ?? []);
  return uniqueBy(heads, (head) => head.oid)
    .filter((head) => !listed.has(head.oid))
    .map((head) => ({
      pullRequestId: payload.id,
      sha: head.oid,
      position: null,
      authorId: null,
      authorEmail: null,
      authoredAt: head.authoredDate,
      committedAt: head.committedDate,
      parentCount: parentCounts.get(head.oid) ?? null,
    }));
}

function mapFiles(payload: PullRequestPayload) {
  return uniqueBy(payload.files.nodes, (file) => file.path).map((file) => ({
    pullRequestId: payload.id,
    path: file.path,
    additions: file.additions,
    deletions: file.deletions,
    changeType: file.changeType,
  }));
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
