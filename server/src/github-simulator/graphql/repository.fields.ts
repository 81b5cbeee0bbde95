import { requirePermission } from '../access-tokens.ts';
import { labelNodeId } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldLabel } from '../world.types.ts';
import { intOrNull } from './actor.fields.ts';
import { Connection } from './connection.ts';
import type { FieldTable, GraphContext } from './graph-context.ts';
import { actorNode, commitNode, labelNode, type RepositoryNode } from './graph-nodes.ts';
import { releaseConnection } from './release.fields.ts';
import {
  deploymentConnection,
  issueConnection,
  oneIssue,
  oneIssueOrPull,
  onePull,
  pullConnection,
} from './repository-lists.ts';

export const repositoryFields: FieldTable<RepositoryNode> = {
  id: ({ repo }) => repo.repository.node_id,
  databaseId: ({ repo }) => intOrNull(repo.repository.id),
  nameWithOwner: ({ repo }) => repo.repository.full_name,
  name: ({ repo }) => repo.name,
  owner: ({ repo }) => actorNode(repo.repository.owner),
  url: ({ repo }) => `https://github.com/${repo.repository.full_name}`,
  resourcePath: ({ repo }) => `/${repo.repository.full_name}`,
  description: () => null,
  isArchived: ({ repo }) => repo.repository.archived,
  archivedAt: () => null,
  isPrivate: ({ repo }) => repo.repository.private,
  visibility: ({ repo }) => (repo.repository.private ? 'PRIVATE' : 'PUBLIC'),
  isEmpty: ({ repo }) => repo.graph().head === null,
  isFork: ({ repo }) => repo.repository.fork,
  isDisabled: () => false,
  isLocked: () => false,
  isMirror: () => false,
  isTemplate: () => false,
  hasIssuesEnabled: () => true,
  createdAt: ({ repo }) => repo.repository.created_at,
  pushedAt: ({ repo }) => repo.repository.pushed_at,
  updatedAt: ({ repo }) => repo.repository.pushed_at ?? repo.repository.created_at,
  stargazerCount: () => 0,
  forkCount: () => 0,
  viewerPermission: () => 'READ',
  defaultBranchRef: ({ repo }, _args, context) => defaultBranchRef(repo, context),
  ref: ({ repo }, args, context) =>
    String(args.qualifiedName).replace('refs/heads/', '') === repo.repository.default_branch
      ? defaultBranchRef(repo, context)
      : null,
  object: ({ repo }, args, context) => {
    requirePermission(context.grant, 'contents');
    return objectOf(repo, args);
  },
  pullRequests: pullConnection,
  pullRequest: onePull,
  issues: issueConnection,
  issue: oneIssue,
  issueOrPullRequest: oneIssueOrPull,
  deployments: deploymentConnection,
  releases: releaseConnection,
  labels: ({ repo }, args) =>
    new Connection(labelsOf(repo), args, (label) => labelNode(repo, label)),
  label: ({ repo }, args) => {
    const label = labelsOf(repo).find((candidate) => candidate.name === args.name);
    return label === undefined ? null : labelNode(repo, label);
  },
};

function defaultBranchRef(repo: RepositoryIndex, context: GraphContext) {
  const { head } = repo.graph();
  if (head === null) {
    return null;
  }
  return {
    __typename: 'Ref',
    id: `REF_${repo.repository.id}`,
    name: repo.repository.default_branch,
    prefix: 'refs/heads/',
    target: () => {
      requirePermission(context.grant, 'contents');
      return commitNode(repo, head);
    },
  };
}

function objectOf(repo: RepositoryIndex, args: Record<string, unknown>) {
  if (typeof args.oid === 'string') {
    return commitNode(repo, args.oid);
  }
  const [revision = '', path] = String(args.expression ?? '').split(':');
  const isHead = ['HEAD', repo.repository.default_branch].includes(revision);
  if (path === undefined) {
    return commitNode(repo, isHead ? repo.graph().head : revision);
  }
  const text = isHead ? textOf(repo, path) : null;
  if (text === null) {
    return null;
  }
  return {
    __typename: 'Blob',
    id: `B_${repo.repository.id}_${path.replaceAll('.', '')}`,
    oid: '0'.repeat(40),
    text,
    byteSize: Buffer.byteLength(text),
    isBinary: false,
    isTruncated: false,
  };
}

/** The files that a world knows. */
function textOf({ repository }: RepositoryIndex, path: string): string | null {
  if (path === '.gitattributes') {
    return repository.gitattributes;
  }
  return repository.codeOwners?.path === path ? repository.codeOwners.text : null;
}

function labelsOf(repo: RepositoryIndex): WorldLabel[] {
  const labels = new Map<string, WorldLabel>();
  for (const row of [...repo.repository.pulls, ...repo.repository.issues]) {
    for (const label of row.labels) {
      labels.set(labelNodeId(repo.repository.full_name, label), label);
    }
  }
  return [...labels.values()].sort((a, b) => a.name.localeCompare(b.name));
}
