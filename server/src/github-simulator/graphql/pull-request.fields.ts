import { closingReferences } from '../closing-references.ts';
import { mergeShaOf } from '../git-graph.ts';
import { nodeIdOf } from '../node-ids.ts';
import type { WorldFile, WorldReview } from '../world.types.ts';
import { intOrNull } from './actor.fields.ts';
import { Connection } from './connection.ts';
import type { Args, FieldTable } from './graph-context.ts';
import {
  actorNode,
  commitNode,
  commitNodeSeenAt,
  type FileNode,
  issueNode,
  type PullNode,
  pullCommitNode,
  repositoryNode,
  reviewNode,
  teamNode,
} from './graph-nodes.ts';
import { issueLikeFields } from './issue-like.fields.ts';
import { latestReviewsOf, threadsOf } from './review.fields.ts';

export const pullRequestFields: FieldTable<PullNode> = {
  ...issueLikeFields,
  id: ({ row }) => nodeIdOf('pull', row),
  databaseId: ({ row }) => intOrNull(row.id),
  state: ({ row }) => pullState(row),
  isDraft: ({ row }) => row.draft ?? false,
  merged: ({ row }) => row.merged_at !== null,
  mergedAt: ({ row }) => row.merged_at,
  mergedBy: ({ row }) => actorNode(row.merged_by),
  mergeable: () => 'UNKNOWN',
  mergeCommit: ({ repo, row }) =>
    row.merged_at === null
      ? null
      : commitNodeSeenAt(repo, mergeShaOf(repo.repository, row), row.merged_at),
  url: ({ repo, row }) => `https://github.com/${repo.repository.full_name}/pull/${row.number}`,
  resourcePath: ({ repo, row }) => `/${repo.repository.full_name}/pull/${row.number}`,
  permalink: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/pull/${row.number}`,
  milestone: ({ row }) => row.milestone ?? null,
  baseRefName: ({ row }) => row.base.ref,
  baseRefOid: ({ row }) => row.base.sha,
  baseRepository: ({ repo }) => repositoryNode(repo),
  headRefName: ({ row }) => row.head.ref,
  headRefOid: ({ row }) => row.head.sha,
  headRef: () => null,
  headRepository: ({ repo, row }) =>
    row.head.repo?.full_name === repo.repository.full_name ? repositoryNode(repo) : null,
  isCrossRepository: ({ repo, row }) => row.head.repo?.full_name !== repo.repository.full_name,
  additions: ({ row }) => row.additions,
  deletions: ({ row }) => row.deletions,
  changedFiles: ({ row }) => row.changed_files,
  totalCommentsCount: ({ repo, row }) =>
    repo.commentsOf(row.number).length + repo.reviewCommentsOf(row.number).length,
  reviews: ({ repo, row }, args) =>
    new Connection(filterReviews(repo.reviewsOf(row.number), args), args, (review) =>
      reviewNode(repo, review),
    ),
  latestReviews: ({ repo, row }, args) =>
    new Connection(latestReviewsOf(repo.reviewsOf(row.number)), args, (review) =>
      reviewNode(repo, review),
    ),
  latestOpinionatedReviews: ({ repo, row }, args) =>
    new Connection(
      latestReviewsOf(repo.reviewsOf(row.number).filter((review) => review.state !== 'COMMENTED')),
      args,
      (review) => reviewNode(repo, review),
    ),
  reviewDecision: () => null,
  reviewRequests: (pull, args) => new Connection(requestsOf(pull), args, (request) => request),
  reviewThreads: ({ repo, row }, args) =>
    new Connection(threadsOf(repo, row.number), args, (thread) => thread),
  commits: ({ repo, row }, args) =>
    new Connection(repo.commitsOf(row.number), args, (commit) => pullCommitNode(repo, commit)),
  files: ({ repo, row }, args) => new Connection(repo.filesOf(row.number), args, fileNode),
  closingIssuesReferences: ({ repo, row }, args) =>
    new Connection(
      closingReferences(row.body, repo.repository.full_name).flatMap(
        (number) => repo.issues.get(number) ?? [],
      ),
      args,
      (issue) => issueNode(repo, issue),
    ),
  potentialMergeCommit: ({ repo, row }) =>
    row.merged_at === null ? commitNode(repo, row.merge_commit_sha) : null,
};

export const fileFields: FieldTable<FileNode> = {
  path: ({ row }) => row.filename,
  additions: ({ row }) => row.additions,
  deletions: ({ row }) => row.deletions,
  changeType: ({ row }) => CHANGE_TYPES[row.status] ?? 'MODIFIED',
  viewerViewedState: () => 'UNVIEWED',
};

const CHANGE_TYPES: Record<string, string> = {
  added: 'ADDED',
  removed: 'DELETED',
  renamed: 'RENAMED',
  copied: 'COPIED',
  changed: 'CHANGED',
};

/** OPEN, CLOSED or MERGED. */
export function pullState(row: PullNode['row']): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (row.merged_at !== null) {
    return 'MERGED';
  }
  return row.state === 'open' ? 'OPEN' : 'CLOSED';
}

function fileNode(row: WorldFile): FileNode {
  return { __typename: 'PullRequestChangedFile', row };
}

function filterReviews(reviews: readonly WorldReview[], args: Args): readonly WorldReview[] {
  const { states, author } = args;
  return reviews
    .filter((review) => !Array.isArray(states) || states.includes(review.state))
    .filter((review) => typeof author !== 'string' || review.user?.login === author);
}

function requestsOf(pull: PullNode) {
  const { repo, row } = pull;
  const reviewers = [
    ...(row.requested_reviewers ?? []).map((user) => ({ id: user.id, node: actorNode(user) })),
    ...(row.requested_teams ?? []).map((team) => ({ id: team.id, node: teamNode(repo, team) })),
  ];
  return reviewers.map(({ id, node }) => ({
    __typename: 'ReviewRequest',
    id: `RR_${row.id}_${id}`,
    databaseId: null,
    asCodeOwner: false,
    requestedReviewer: node,
    pullRequest: pull,
  }));
}
