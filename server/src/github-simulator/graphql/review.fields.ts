import { nodeIdOf } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldReview, WorldReviewComment } from '../world.types.ts';
import { intOrNull } from './actor.fields.ts';
import { Connection } from './connection.ts';
import type { FieldTable } from './graph-context.ts';
import {
  actorNode,
  commitNodeSeenAt,
  pullNode,
  type ReviewNode,
  repositoryNode,
  reviewCommentNode,
} from './graph-nodes.ts';

export const reviewFields: FieldTable<ReviewNode> = {
  id: ({ row }) => nodeIdOf('review', row),
  databaseId: ({ row }) => intOrNull(row.id),
  fullDatabaseId: ({ row }) => String(row.id),
  author: ({ row }) => actorNode(row.user),
  body: ({ row }) => row.body ?? '',
  bodyText: ({ row }) => row.body ?? '',
  state: ({ row }) => row.state,
  submittedAt: ({ row }) => row.submitted_at ?? null,
  createdAt: ({ repo, row }) => instantOf(repo, row),
  updatedAt: ({ repo, row }) => instantOf(repo, row),
  publishedAt: ({ row }) => row.submitted_at ?? null,
  lastEditedAt: () => null,
  authorAssociation: () => 'NONE',
  isMinimized: () => false,
  commit: ({ repo, row }) => commitNodeSeenAt(repo, row.commit_id, instantOf(repo, row)),
  comments: ({ repo, row }, args) =>
    new Connection(repo.commentsOfReview(row.id), args, (comment) =>
      reviewCommentNode(repo, comment),
    ),
  pullRequest: ({ repo, row }) => {
    const pull = repo.pulls.get(row.pull_number);
    return pull === undefined ? null : pullNode(repo, pull);
  },
  repository: ({ repo }) => repositoryNode(repo),
  url: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/pull/${row.pull_number}#pullrequestreview-${row.id}`,
};

export type ThreadNode = {
  __typename: 'PullRequestReviewThread';
  repo: RepositoryIndex;
  comments: WorldReviewComment[];
};

export const threadFields: FieldTable<ThreadNode> = {
  id: ({ comments }) => `PRRT_${comments[0]?.id ?? 0}`,
  path: ({ comments }) => comments[0]?.path ?? '',
  isResolved: () => false,
  isOutdated: () => false,
  isCollapsed: () => false,
  line: () => null,
  resolvedBy: () => null,
  subjectType: () => 'LINE',
  comments: ({ repo, comments }, args) =>
    new Connection(comments, args, (comment) => reviewCommentNode(repo, comment)),
  pullRequest: ({ repo, comments }) => {
    const pull = repo.pulls.get(comments[0]?.pull_number ?? -1);
    return pull === undefined ? null : pullNode(repo, pull);
  },
  repository: ({ repo }) => repositoryNode(repo),
};

/** Inline comments in threads: a comment with the replies to it, in order of the first comments. */
export function threadsOf(repo: RepositoryIndex, pullNumber: number): ThreadNode[] {
  const threads = new Map<number, ThreadNode>();
  for (const comment of repo.reviewCommentsOf(pullNumber)) {
    const thread = threads.get(comment.in_reply_to_id ?? comment.id);
    if (thread === undefined) {
      threads.set(comment.in_reply_to_id ?? comment.id, {
        __typename: 'PullRequestReviewThread',
        repo,
        comments: [comment],
      });
    } else {
      thread.comments.push(comment);
    }
  }
  return [...threads.values()];
}

/** Each account's last submitted review, oldest first. */
export function latestReviewsOf(reviews: readonly WorldReview[]): WorldReview[] {
  const last = new Map<number, WorldReview>();
  for (const review of reviews) {
    if (review.user !== null && review.state !== 'PENDING') {
      last.delete(review.user.id);
      last.set(review.user.id, review);
    }
  }
  return [...last.values()];
}

function instantOf(repo: RepositoryIndex, row: WorldReview): string {
  return row.submitted_at ?? repo.pulls.get(row.pull_number)?.updated_at ?? '';
}
