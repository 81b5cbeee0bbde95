import { Connection } from './connection.ts';
import type { FieldTable } from './graph-context.ts';
import {
  actorNode,
  commentNode,
  type IssueNode,
  labelNode,
  type PullNode,
  repositoryNode,
} from './graph-nodes.ts';
import { orderRows } from './order-rows.ts';
import { timelineItems } from './timeline-items.ts';

/** What pull requests and issues have in common. */
export const issueLikeFields: FieldTable<PullNode | IssueNode> = {
  fullDatabaseId: ({ row }) => String(row.id),
  number: ({ row }) => row.number,
  title: ({ row }) => row.title,
  titleHTML: ({ row }) => row.title,
  body: ({ row }) => row.body ?? '',
  bodyText: ({ row }) => row.body ?? '',
  author: ({ row }) => actorNode(row.user),
  authorAssociation: () => 'NONE',
  createdAt: ({ row }) => row.created_at,
  updatedAt: ({ row }) => row.updated_at,
  publishedAt: ({ row }) => row.created_at,
  lastEditedAt: () => null,
  editor: () => null,
  closed: ({ row }) => row.state === 'closed',
  closedAt: ({ row }) => row.closed_at,
  locked: ({ row }) => row.locked ?? false,
  activeLockReason: () => null,
  repository: ({ repo }) => repositoryNode(repo),
  labels: ({ repo, row }, args) =>
    new Connection(row.labels, args, (label) => labelNode(repo, label)),
  assignees: ({ row }, args) => new Connection(row.assignees ?? [], args, actorNode),
  comments: ({ repo, row }, args) =>
    new Connection(orderRows(repo.commentsOf(row.number), args.orderBy), args, (comment) =>
      commentNode(repo, comment),
    ),
  participants: ({ repo, row }, args) => {
    const users = [row.user, ...repo.commentsOf(row.number).map((comment) => comment.user)];
    const distinct = new Map(users.flatMap((user) => (user === null ? [] : [[user.id, user]])));
    return new Connection([...distinct.values()], args, actorNode);
  },
  timelineItems: ({ repo, row }, args) => timelineItems(repo, row.number, args),
};
