import { labelNodeId } from '../node-ids.ts';
import type { FieldTable } from './graph-context.ts';
import { type LabelNode, repositoryNode } from './graph-nodes.ts';

export const labelFields: FieldTable<LabelNode> = {
  id: ({ repo, row }) => labelNodeId(repo.repository.full_name, row),
  name: ({ row }) => row.name,
  color: ({ row }) => row.color ?? 'ededed',
  description: () => null,
  isDefault: () => false,
  createdAt: ({ repo }) => repo.repository.created_at,
  repository: ({ repo }) => repositoryNode(repo),
  url: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/labels/${encodeURIComponent(row.name)}`,
};
