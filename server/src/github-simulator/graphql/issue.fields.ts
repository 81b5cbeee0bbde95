import { nodeIdOf } from '../node-ids.ts';
import { intOrNull } from './actor.fields.ts';
import type { FieldTable } from './graph-context.ts';
import type { IssueNode } from './graph-nodes.ts';
import { issueLikeFields } from './issue-like.fields.ts';

export const issueFields: FieldTable<IssueNode> = {
  ...issueLikeFields,
  id: ({ row }) => nodeIdOf('issue', row),
  databaseId: ({ row }) => intOrNull(row.id),
  state: ({ row }) => row.state.toUpperCase(),
  stateReason: ({ row }) => row.state_reason?.toUpperCase() ?? null,
  milestone: () => null,
  isPinned: () => false,
  url: ({ repo, row }) => `https://github.com/${repo.repository.full_name}/issues/${row.number}`,
  resourcePath: ({ repo, row }) => `/${repo.repository.full_name}/issues/${row.number}`,
};
