import { requirePermission } from '../access-tokens.ts';
import { nodeIdOf } from '../node-ids.ts';
import { byCreation } from '../repository-index.ts';
import type { WorldRelease } from '../world.types.ts';
import { intOrNull } from './actor.fields.ts';
import { Connection } from './connection.ts';
import type { FieldResolver, FieldTable } from './graph-context.ts';
import {
  actorNode,
  commitNodeSeenAt,
  type ReleaseNode,
  type RepositoryNode,
  releaseNode,
  repositoryNode,
} from './graph-nodes.ts';
import { orderRows } from './order-rows.ts';

export const releaseFields: FieldTable<ReleaseNode> = {
  id: ({ row }) => nodeIdOf('release', row),
  databaseId: ({ row }) => intOrNull(row.id),
  name: ({ row }) => row.name ?? row.tag_name,
  tagName: ({ row }) => row.tag_name,
  description: () => null,
  isDraft: ({ row }) => row.draft ?? false,
  isPrerelease: ({ row }) => row.prerelease ?? false,
  isLatest: () => false,
  immutable: () => false,
  createdAt: ({ row }) => row.created_at,
  publishedAt: ({ row }) => row.published_at,
  updatedAt: ({ row }) => row.published_at ?? row.created_at,
  author: ({ row }) => actorNode(row.author),
  url: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/releases/tag/${encodeURIComponent(row.tag_name)}`,
  resourcePath: ({ repo, row }) =>
    `/${repo.repository.full_name}/releases/tag/${encodeURIComponent(row.tag_name)}`,
  repository: ({ repo }) => repositoryNode(repo),
  tagCommit: ({ repo, row }) => commitNodeSeenAt(repo, row.sha, row.created_at),
};

export const releaseConnection: FieldResolver<RepositoryNode> = ({ repo }, args, { grant }) => {
  requirePermission(grant, 'contents');
  const rows = byCreation(releasesOf(repo)).reverse();
  return new Connection(orderRows(rows, args.orderBy), args, (row) => releaseNode(repo, row), {
    keyOf: (row) => String(row.id),
  });
};

function releasesOf({ repository }: RepositoryNode['repo']): readonly WorldRelease[] {
  return repository.releases ?? [];
}
