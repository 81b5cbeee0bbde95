import type { CommitGraph } from '@bellwether/shared/deployments/commit-graph';
import type { MergedPullRequest } from '@bellwether/shared/deployments/deployed-by';
import {
  type DeploymentRule,
  defaultDeploymentRule,
} from '@bellwether/shared/deployments/deployment-rule';
import type { DeploymentRow } from '@bellwether/shared/deployments/production-deployments.rules';
import type { Queryable } from './queryable.types.ts';

/** A repository's deployments of every kind, each with its statuses. */
export async function loadDeployments(
  db: Queryable,
  repositoryId: string,
): Promise<DeploymentRow[]> {
  const { rows } = await db.query<Omit<DeploymentRow, 'statuses'>>(
    `select id, kind, service, environment, sha, source_sha "sourceSha", previous_sha "previousSha", name, task
     from deployments where repository_id = $1`,
    [repositoryId],
  );
  const statuses = await db.query<{ deploymentId: string; state: string; createdAt: Date }>(
    `select s.deployment_id "deploymentId", s.state, s.created_at "createdAt" from deployment_statuses s
     join deployments d on d.id = s.deployment_id where d.repository_id = $1`,
    [repositoryId],
  );
  const byDeployment = new Map<string, { state: string; createdAt: Date }[]>();
  for (const { deploymentId, state, createdAt } of statuses.rows) {
    const own = byDeployment.get(deploymentId) ?? [];
    own.push({ state, createdAt });
    byDeployment.set(deploymentId, own);
  }
  return rows.map((row) => ({ ...row, statuses: byDeployment.get(row.id) ?? [] }));
}

export async function loadCommitGraph(db: Queryable, repositoryId: string): Promise<CommitGraph> {
  const { rows } = await db.query<{ sha: string; parents: string[] }>(
    'select sha, parent_shas parents from commits where repository_id = $1',
    [repositoryId],
  );
  return new Map(rows.map((row) => [row.sha, row.parents]));
}

export type MergedWithDeployment = MergedPullRequest & {
  number: number;
  deploymentId: string | null;
  deployedAt: Date | null;
};

/** Merged pull requests, each with the deployment that its facts name now. */
export async function loadMerged(
  db: Queryable,
  repositoryId: string,
): Promise<MergedWithDeployment[]> {
  const { rows } = await db.query<MergedWithDeployment>(
    `select p.id, p.number, p.merge_commit_sha "mergeCommitSha", p.head_sha "headSha",
       p.base_branch "baseBranch", f.deployment_id "deploymentId", f.deployed_at "deployedAt"
     from pull_requests p left join pull_request_facts f on f.pull_request_id = p.id
     where p.repository_id = $1 and p.state = 'merged' order by p.id`,
    [repositoryId],
  );
  return rows;
}

/** Rules that somebody looks at without having saved them: commits between what they count are asked for too. */
export async function loadLookedAtRules(
  db: Queryable,
  repositoryId: string,
): Promise<DeploymentRule[]> {
  const { rows } = await db.query<{ kind: DeploymentRule['kind']; name: string }>(
    `select kind, name from deployment_sources
     where repository_id = $1 and is_wanted and (kind = 'release' or name <> '') order by kind, name`,
    [repositoryId],
  );
  return rows.map(({ kind, name }) => ({
    ...{ ...defaultDeploymentRule, kind, includePrereleases: true },
    environments: kind === 'github-deployment' ? [name] : [],
    workflowName: kind === 'workflow-run' ? name : null,
  }));
}

/** What counts as a deployment of the repository: its own rule, else the one for all, else the one of a fresh installation. */
export async function loadDeploymentRule(
  db: Queryable,
  repositoryId: string,
): Promise<DeploymentRule> {
  const { rows } = await db.query<DeploymentRule>(
    `select kind, environments, workflow_name "workflowName", include_prereleases "includePrereleases",
       count_redeploys "countRedeploys"
     from deployment_rules where repository_id = $1 or repository_id is null
     order by repository_id nulls last limit 1`,
    [repositoryId],
  );
  return rows[0] ?? defaultDeploymentRule;
}
