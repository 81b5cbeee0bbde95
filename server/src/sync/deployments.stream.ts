import { mapDeployments } from '../github/deployment.map.ts';
import { fetchDeploymentsPage } from '../github/deployments.fetch.ts';
import { saveDeployments } from './deployments.save.ts';
import { readNewestFirst } from './newest-first.ts';
import { countRows, type StreamContext } from './stream-context.ts';
import { settledBefore } from './watermark.rules.ts';

/** Reads deployments, latest first, down to those whose statuses no longer change since the last complete pass. */
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
      return await countRows(tx, 'deployments', id);
    },
  });
}
