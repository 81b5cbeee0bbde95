import { nodeIdOf } from '../node-ids.ts';
import { byCreation, type RepositoryIndex } from '../repository-index.ts';
import type { WorldWorkflowRun } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import {
  found,
  list,
  one,
  type RestCall,
  type RestRoute,
  repositoryRoute,
  type Shaping,
} from './rest-route.ts';

export const workflowRunsRoutes: RestRoute[] = [
  repositoryRoute('/actions/workflows', ['metadata'], (repo, { shaping }) =>
    list(
      workflowsOf(repo),
      (row) => shapeWorkflow(shaping, repo, row),
      (workflows, total) => ({
        total_count: total,
        workflows,
      }),
    ),
  ),
  repositoryRoute('/actions/runs', ['metadata'], (repo, call) => listRuns(repo, call, () => true)),
  repositoryRoute('/actions/workflows/:workflow/runs', ['metadata'], (repo, call) =>
    listRuns(repo, call, (row) => String(row.workflow_id) === call.params.workflow),
  ),
  repositoryRoute('/actions/runs/:id', ['metadata'], (repo, { params, shaping }) => {
    const row = runsOf(repo).find(({ id }) => id === Number(params.id));
    return one(shapeRun(shaping, repo, found(row)));
  }),
];

function listRuns(
  repo: RepositoryIndex,
  { shaping, query }: RestCall,
  isWanted: (row: WorldWorkflowRun) => boolean,
) {
  const status = query.get('status');
  const rows = byCreation(runsOf(repo))
    .reverse()
    .filter(isWanted)
    .filter((row) => status === null || status === row.status || status === row.conclusion)
    .filter((row) => (query.get('event') ?? row.event) === row.event)
    .filter((row) => (query.get('branch') ?? row.head_branch) === row.head_branch);
  return list(
    rows,
    (row) => shapeRun(shaping, repo, row),
    (runs, total) => ({
      total_count: total,
      workflow_runs: runs,
    }),
  );
}

function runsOf({ repository }: RepositoryIndex): readonly WorldWorkflowRun[] {
  return repository.workflowRuns ?? [];
}

/** The latest run of each workflow stands for it. */
function workflowsOf(repo: RepositoryIndex): WorldWorkflowRun[] {
  return [...new Map(byCreation(runsOf(repo)).map((row) => [row.workflow_id, row])).values()];
}

function shapeWorkflow(shaping: Shaping, repo: RepositoryIndex, row: WorldWorkflowRun) {
  const path = `.github/workflows/${row.workflow_id}.yml`;
  return {
    id: row.workflow_id,
    node_id: `W_${row.workflow_id}`,
    name: row.name,
    path,
    state: 'active',
    created_at: repo.repository.created_at,
    updated_at: repo.repository.created_at,
    url: `${shaping.baseUrl}/repos/${repo.repository.full_name}/actions/workflows/${row.workflow_id}`,
    html_url: `https://github.com/${repo.repository.full_name}/blob/HEAD/${path}`,
  };
}

function shapeRun(shaping: Shaping, repo: RepositoryIndex, row: WorldWorkflowRun) {
  const { full_name } = repo.repository;
  return {
    id: row.id,
    node_id: nodeIdOf('workflowRun', row),
    name: row.name,
    head_branch: row.head_branch,
    head_sha: row.head_sha,
    run_number: row.run_number,
    run_attempt: row.run_attempt ?? 1,
    event: row.event,
    status: row.status,
    conclusion: row.conclusion,
    workflow_id: row.workflow_id,
    url: `${shaping.baseUrl}/repos/${full_name}/actions/runs/${row.id}`,
    html_url: `https://github.com/${full_name}/actions/runs/${row.id}`,
    pull_requests: [],
    created_at: row.created_at,
    updated_at: row.updated_at,
    run_started_at: row.created_at,
    actor: shapeUser(shaping, row.actor),
    triggering_actor: shapeUser(shaping, row.actor),
  };
}
