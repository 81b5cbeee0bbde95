import type { PoolClient } from 'pg';
import { mapDeployments } from '../github/deployment.map.ts';
import { fetchDeploymentsPage } from '../github/deployments.fetch.ts';
import { syncDeploymentSources } from './deployment-sources.stream.ts';
import { saveDeployments } from './deployments.save.ts';
import { readNewestFirst } from './newest-first.ts';
import type { StreamContext } from './stream-context.ts';
import { settledBefore } from './watermark.rules.ts';

/**
 * Reads deployments, latest first, down to those whose statuses no longer change since the last complete pass; then what
 * else counts as a deployment by the repository's rule.
 */
export async function syncDeployments(context: StreamContext): Promise<void> {
  const { github, repository } = context;
  const { id, historyFrom } = repository;
  await readNewestFirst(context, {
    stream: 'deployments',
    pageSize: 100,
    fetchPage: (first, after) => fetchDeploymentsPage(github, repository, first, after),
    instantOf: (deployment) => deployment.createdAt,
    boundOf: (stream) => settledBefore(stream.watermarkAt, historyFrom),
    totalOf: (totalCount) => (historyFrom === null ? totalCount : null),
    async save(tx, deployments) {
      await saveDeployments(tx, mapDeployments(deployments, id));
      return await countGithubDeployments(tx, id);
    },
  });
  await syncDeploymentSources(context);
}

/** Those that GitHub counts: releases, runs and what other systems sent lie in the same table. */
async function countGithubDeployments(tx: PoolClient, repositoryId: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int n from deployments where repository_id = $1 and kind = 'github-deployment'`,
    [repositoryId],
  );
  return rows[0]?.n ?? 0;
}
