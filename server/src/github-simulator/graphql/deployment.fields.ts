import { nodeIdOf } from '../node-ids.ts';
import { byCreation } from '../repository-index.ts';
import type { WorldDeployment, WorldDeploymentStatus } from '../world.types.ts';
import { intOrNull } from './actor.fields.ts';
import { Connection } from './connection.ts';
import type { FieldTable } from './graph-context.ts';
import {
  actorNode,
  commitNodeSeenAt,
  type DeploymentNode,
  type DeploymentStatusNode,
  deploymentNode,
  GHOST,
  repositoryNode,
} from './graph-nodes.ts';

export const deploymentFields: FieldTable<DeploymentNode> = {
  id: ({ row }) => nodeIdOf('deployment', row),
  databaseId: ({ row }) => intOrNull(row.id),
  environment: ({ row }) => row.environment,
  latestEnvironment: ({ row }) => row.environment,
  originalEnvironment: ({ row }) => row.original_environment ?? row.environment,
  task: ({ row }) => row.task ?? 'deploy',
  description: ({ row }) => row.description ?? null,
  payload: () => null,
  commitOid: ({ row }) => row.sha,
  commit: ({ repo, row }) => commitNodeSeenAt(repo, row.sha, row.created_at),
  ref: ({ repo, row }) => ({
    __typename: 'Ref',
    id: `REF_${repo.repository.id}_${row.ref}`,
    name: row.ref,
    prefix: 'refs/heads/',
    target: () => commitNodeSeenAt(repo, row.sha, row.created_at),
  }),
  state: ({ row }) => deploymentState(row),
  createdAt: ({ row }) => row.created_at,
  updatedAt: ({ row }) => row.updated_at,
  creator: ({ row }) => actorNode(row.creator ?? GHOST),
  latestStatus: (deployment) => {
    const latest = statusesNewestFirst(deployment.row)[0];
    return latest === undefined ? null : statusNode(deployment, latest);
  },
  statuses: (deployment, args) =>
    new Connection(statusesNewestFirst(deployment.row), args, (row) => statusNode(deployment, row)),
  repository: ({ repo }) => repositoryNode(repo),
};

export const deploymentStatusFields: FieldTable<DeploymentStatusNode> = {
  id: ({ row }) => nodeIdOf('deploymentStatus', row),
  state: ({ row }) => row.state.toUpperCase(),
  createdAt: ({ row }) => row.created_at,
  updatedAt: ({ row }) => row.created_at,
  description: () => null,
  environment: ({ row, deployment }) => row.environment ?? deployment.environment,
  environmentUrl: () => null,
  logUrl: () => null,
  creator: ({ deployment }) => actorNode(deployment.creator ?? GHOST),
  deployment: ({ repo, deployment }) => deploymentNode(repo, deployment),
};

const STATES: Record<string, string> = { success: 'ACTIVE' };

/** Statuses as GitHub lists them. */
export function statusesNewestFirst(row: WorldDeployment): WorldDeploymentStatus[] {
  return byCreation(row.statuses).reverse();
}

function deploymentState(row: WorldDeployment): string {
  const state = statusesNewestFirst(row)[0]?.state ?? 'pending';
  return STATES[state] ?? state.toUpperCase();
}

function statusNode(deployment: DeploymentNode, row: WorldDeploymentStatus): DeploymentStatusNode {
  return { __typename: 'DeploymentStatus', repo: deployment.repo, deployment: deployment.row, row };
}
