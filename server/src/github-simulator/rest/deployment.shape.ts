import { nodeIdOf } from '../node-ids.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldDeployment, WorldDeploymentStatus } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import type { Shaping } from './rest-route.ts';

export function shapeDeployment(shaping: Shaping, repo: RepositoryIndex, row: WorldDeployment) {
  const url = `${shaping.baseUrl}/repos/${repo.repository.full_name}/deployments/${row.id}`;
  return {
    url,
    id: row.id,
    node_id: nodeIdOf('deployment', row),
    sha: row.sha,
    ref: row.ref,
    task: row.task ?? 'deploy',
    payload: {},
    original_environment: row.original_environment ?? row.environment,
    environment: row.environment,
    description: row.description ?? null,
    creator: shapeUser(shaping, row.creator),
    created_at: row.created_at,
    updated_at: row.updated_at,
    statuses_url: `${url}/statuses`,
    repository_url: `${shaping.baseUrl}/repos/${repo.repository.full_name}`,
    transient_environment: false,
    production_environment: row.production_environment ?? false,
  };
}

export function shapeDeploymentStatus(
  shaping: Shaping,
  repo: RepositoryIndex,
  deployment: WorldDeployment,
  row: WorldDeploymentStatus,
) {
  const base = `${shaping.baseUrl}/repos/${repo.repository.full_name}/deployments/${deployment.id}`;
  return {
    url: `${base}/statuses/${row.id}`,
    id: row.id,
    node_id: nodeIdOf('deploymentStatus', row),
    state: row.state,
    creator: shapeUser(shaping, deployment.creator),
    description: '',
    environment: row.environment ?? deployment.environment,
    created_at: row.created_at,
    updated_at: row.created_at,
    deployment_url: base,
    environment_url: '',
    log_url: '',
  };
}
