import { nodeIdOf } from '../node-ids.ts';
import { intOrNull } from './actor.fields.ts';
import type { FieldTable } from './graph-context.ts';
import {
  actorNode,
  type CommentNode,
  commitNodeSeenAt,
  issueNode,
  pullNode,
  type ReviewCommentNode,
  repositoryNode,
  reviewCommentNode,
  reviewNode,
} from './graph-nodes.ts';

export const commentFields: FieldTable<CommentNode> = {
  id: ({ row }) => nodeIdOf('comment', row),
  databaseId: ({ row }) => intOrNull(row.id),
  fullDatabaseId: ({ row }) => String(row.id),
  author: ({ row }) => actorNode(row.user),
  body: () => '',
  bodyText: () => '',
  createdAt: ({ row }) => row.created_at,
  updatedAt: ({ row }) => row.updated_at ?? row.created_at,
  publishedAt: ({ row }) => row.created_at,
  lastEditedAt: () => null,
  isMinimized: () => false,
  authorAssociation: () => 'NONE',
  issue: ({ repo, row }) => {
    const issue = repo.issues.get(row.issue_number);
    return issue === undefined ? null : issueNode(repo, issue);
  },
  pullRequest: ({ repo, row }) => {
    const pull = repo.pulls.get(row.issue_number);
    return pull === undefined ? null : pullNode(repo, pull);
  },
  repository: ({ repo }) => repositoryNode(repo),
  url: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/issues/${row.issue_number}#issuecomment-${row.id}`,
};

export const reviewCommentFields: FieldTable<ReviewCommentNode> = {
  id: ({ row }) => nodeIdOf('reviewComment', row),
  databaseId: ({ row }) => intOrNull(row.id),
  fullDatabaseId: ({ row }) => String(row.id),
  author: ({ row }) => actorNode(row.user),
  body: () => '',
  bodyText: () => '',
  createdAt: ({ row }) => row.created_at,
  draftedAt: ({ row }) => row.created_at,
  updatedAt: ({ row }) => row.updated_at ?? row.created_at,
  publishedAt: ({ row }) => row.created_at,
  lastEditedAt: () => null,
  path: ({ row }) => row.path ?? '',
  diffHunk: () => '',
  line: () => null,
  outdated: () => false,
  state: () => 'SUBMITTED',
  subjectType: () => 'LINE',
  isMinimized: () => false,
  authorAssociation: () => 'NONE',
  commit: ({ repo, row }) => commitNodeSeenAt(repo, row.commit_id, row.created_at),
  originalCommit: ({ repo, row }) => commitNodeSeenAt(repo, row.commit_id, row.created_at),
  pullRequest: ({ repo, row }) => {
    const pull = repo.pulls.get(row.pull_number);
    return pull === undefined ? null : pullNode(repo, pull);
  },
  pullRequestReview: ({ repo, row }) => {
    const review = repo
      .reviewsOf(row.pull_number)
      .find((candidate) => candidate.id === row.pull_request_review_id);
    return review === undefined ? null : reviewNode(repo, review);
  },
  replyTo: ({ repo, row }) => {
    const first = repo
      .reviewCommentsOf(row.pull_number)
      .find((candidate) => candidate.id === row.in_reply_to_id);
    return first === undefined ? null : reviewCommentNode(repo, first);
  },
  repository: ({ repo }) => repositoryNode(repo),
  url: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/pull/${row.pull_number}#discussion_r${row.id}`,
};
