import type { CommitGraph } from '@bellwether/shared/deployments/commit-graph';
import {
  type ComparisonsCursor,
  readComparisonsCursor,
} from '@bellwether/shared/deployments/comparisons.rules';
import {
  type DeploymentRule,
  defaultDeploymentRule,
} from '@bellwether/shared/deployments/deployment-rule';
import type { DeploymentRow } from '@bellwether/shared/deployments/production-deployments.rules';
import {
  loadCommitGraph,
  loadDeployments,
  loadMerged,
  type MergedWithDeployment,
} from '../../db/load-deployments.ts';
import type { Database } from '../../db/open-database.ts';

export type StoredRules = {
  /** Null: nobody chose one. */
  forAll: DeploymentRule | null;
  own: Map<string, DeploymentRule>;
};

export async function loadRules(db: Database): Promise<StoredRules> {
  const rows = await db.prisma.deploymentRule.findMany({ orderBy: { repositoryId: 'asc' } });
  const rules = rows.map(({ repositoryId, id: _, updatedAt: __, ...rule }) => ({
    repositoryId,
    rule: rule as DeploymentRule,
  }));
  return {
    forAll: rules.find(({ repositoryId }) => repositoryId === null)?.rule ?? null,
    own: new Map(
      rules.flatMap(({ repositoryId, rule }) =>
        repositoryId === null ? [] : [[repositoryId, rule] as const],
      ),
    ),
  };
}

export function ruleOf(rules: StoredRules, repositoryId: string): DeploymentRule {
  return rules.own.get(repositoryId) ?? rules.forAll ?? defaultDeploymentRule;
}

export async function storeRule(
  db: Database,
  repositoryId: string | null,
  rule: DeploymentRule,
  now: Date,
): Promise<void> {
  await db.pool.query(
    `insert into deployment_rules (repository_id, kind, environments, workflow_name, include_prereleases,
       count_redeploys, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (repository_id) do update set kind = excluded.kind, environments = excluded.environments,
       workflow_name = excluded.workflow_name, include_prereleases = excluded.include_prereleases,
       count_redeploys = excluded.count_redeploys, updated_at = excluded.updated_at`,
    [
      ...[repositoryId, rule.kind, rule.environments, rule.workflowName],
      ...[rule.includePrereleases, rule.countRedeploys, now],
    ],
  );
}

export async function deleteRule(db: Database, repositoryId: string | null): Promise<void> {
  await db.pool.query('delete from deployment_rules where repository_id is not distinct from $1', [
    repositoryId,
  ]);
}

export type RepositoryName = {
  id: string;
  repository: string;
  url: string;
  defaultBranch: string | null;
};

export async function loadRepositoryNames(db: Database): Promise<RepositoryName[]> {
  const { rows } = await db.pool.query<RepositoryName>(
    `select id, owner || '/' || name repository, url, default_branch "defaultBranch"
     from repositories order by lower(owner), lower(name)`,
  );
  return rows;
}

export type DeploymentPage = { id: string; url: string | null };

/** Everything that tells what a rule would attach in one repository. */
export type DeliveryRows = {
  deployments: DeploymentRow[];
  /** Addresses by deployment. */
  urls: Map<string, string>;
  graph: CommitGraph;
  merged: MergedWithDeployment[];
  cursor: ComparisonsCursor;
};

export async function loadDeliveryRows(db: Database, repositoryId: string): Promise<DeliveryRows> {
  const { pool } = db;
  const pages = await pool.query<DeploymentPage>(
    'select id, url from deployments where repository_id = $1 and url is not null',
    [repositoryId],
  );
  const stream = await pool.query<{ cursor: string | null }>(
    `select cursor from sync_streams where repository_id = $1 and stream = 'comparisons'`,
    [repositoryId],
  );
  return {
    deployments: await loadDeployments(pool, repositoryId),
    urls: new Map(pages.rows.map(({ id, url }) => [id, url ?? ''])),
    graph: await loadCommitGraph(pool, repositoryId),
    merged: await loadMerged(pool, repositoryId),
    cursor: readComparisonsCursor(stream.rows[0]?.cursor ?? null),
  };
}
