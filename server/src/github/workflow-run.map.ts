import type { DeploymentRows } from './deployment.map.ts';
import type { WorkflowRunPayload } from './workflow-runs.fetch.ts';

/**
 * Completed runs of a workflow as deployments: one run is one, whatever its jobs, finished when the last of them was (B9.8).
 * Its conclusion is its one status.
 */
export function mapWorkflowRuns(
  payloads: readonly WorkflowRunPayload[],
  workflowName: string,
  repositoryId: string,
): DeploymentRows {
  const completed = [...new Map(payloads.map((one) => [one.node_id, one])).values()].filter(
    (run) => run.status === 'completed' && run.conclusion,
  );
  return {
    deployments: completed.map((run) => ({
      ...{ id: run.node_id, repositoryId, kind: 'workflow-run', databaseId: run.id },
      ...{ environment: '', sha: run.head_sha, ref: run.head_branch ?? null, task: run.event },
      ...{ name: workflowName, url: run.html_url, creatorId: null },
      ...{ createdAt: run.created_at, updatedAt: run.updated_at },
    })),
    statuses: completed.map((run) => ({
      id: `${run.node_id}:completed`,
      deploymentId: run.node_id,
      state: run.conclusion ?? '',
      createdAt: run.updated_at,
    })),
    accounts: [],
  };
}
