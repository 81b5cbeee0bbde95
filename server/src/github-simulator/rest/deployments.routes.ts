import { statusesNewestFirst } from '../graphql/deployment.fields.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { shapeDeployment, shapeDeploymentStatus } from './deployment.shape.ts';
import { found, list, one, type RestCall, type RestRoute, repositoryRoute } from './rest-route.ts';

export const deploymentsRoutes: RestRoute[] = [
  repositoryRoute('/deployments', ['deployments'], (repo, { query, shaping }) => {
    const rows = repo
      .deploymentsByCreation()
      .filter((row) => fits(query, 'environment', row.environment))
      .filter((row) => fits(query, 'sha', row.sha))
      .filter((row) => fits(query, 'ref', row.ref));
    return list(rows, (row) => shapeDeployment(shaping, repo, row));
  }),
  repositoryRoute('/deployments/:id', ['deployments'], (repo, call) =>
    one(shapeDeployment(call.shaping, repo, deploymentOf(repo, call))),
  ),
  repositoryRoute('/deployments/:id/statuses', ['deployments'], (repo, call) => {
    const deployment = deploymentOf(repo, call);
    return list(statusesNewestFirst(deployment), (row) =>
      shapeDeploymentStatus(call.shaping, repo, deployment, row),
    );
  }),
];

function deploymentOf(repo: RepositoryIndex, call: RestCall) {
  return found(repo.deployments.get(Number(call.params.id)));
}

function fits(query: URLSearchParams, name: string, value: string): boolean {
  const wanted = query.get(name);
  return wanted === null || wanted === 'none' || wanted === value;
}
