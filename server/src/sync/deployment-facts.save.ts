import {
  type DeploymentFacts,
  type DeploymentFactsInput,
  deriveDeploymentFacts,
} from '@bellwether/shared/delivery/deployment-facts';
import type { DeployedByAnswer } from '@bellwether/shared/deployments/deployed-by';
import { loadDeliverySettings } from '../db/load-delivery-settings.ts';
import { loadSignedPullRequests } from '../db/load-signed-pull-requests.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { type StreamContext, storePage } from './stream-context.ts';
import { type TableShape, upsertRows } from './upsert.ts';

const STREAM = 'comparisons';
/** So many change at once; more would keep the embedded database to themselves for too long. */
const ROWS_PER_TRANSACTION = 2_000;

const deploymentFactsTable: TableShape = {
  table: 'deployment_facts',
  columns: [
    ...['deploymentId', 'repositoryId', 'service', 'environment', 'track', 'sha', 'finishedAt'],
    ...['failedAt', 'step', 'isCounted', 'previousId', 'takesBackId', 'pullRequests'],
    ...['pullRequestIds', 'isRemediation', 'remediationKind', 'remediesId', 'remedies'],
  ],
  key: ['deploymentId'],
};

/** What the deployments of a repository were found to have brought, by the rule that counts. */
export type CountedDeployments = Pick<DeploymentFactsInput, 'deployments' | 'graph' | 'rule'> &
  Pick<DeployedByAnswer, 'steps'>;

/**
 * Derives the facts of all production deployments of a repository anew (B9, B15). What has not changed is not written; those
 * that are no production deployments any more go.
 */
export async function saveDeploymentFacts(
  context: StreamContext,
  counted: CountedDeployments,
): Promise<void> {
  const { id, owner, name } = context.repository;
  const { pool } = context.db;
  const settings = await loadDeliverySettings(pool);
  const repository = `${owner}/${name}`;
  const facts = deriveDeploymentFacts({
    ...counted,
    ...{ repositoryId: id, repository, settings },
    pullRequests: await loadSignedPullRequests(pool, id, repository, settings),
  });
  for (let start = 0; start < facts.length; start += ROWS_PER_TRANSACTION) {
    const rows = facts.slice(start, start + ROWS_PER_TRANSACTION);
    await storePage(context, STREAM, async (tx) => {
      await storeFacts(tx, rows);
      return {};
    });
  }
  await storePage(context, STREAM, async (tx) => {
    await tx.query(
      'delete from deployment_facts where repository_id = $1 and deployment_id <> all($2::text[])',
      [id, facts.map(({ deploymentId }) => deploymentId)],
    );
    return {};
  });
}

async function storeFacts(tx: Queryable, rows: readonly DeploymentFacts[]): Promise<void> {
  // One that GitHub took back meanwhile has no row to stand for.
  const { rows: stored } = await tx.query<{ id: string }>(
    'select id from deployments where id = any($1::text[])',
    [rows.map(({ deploymentId }) => deploymentId)],
  );
  const ids = new Set(stored.map(({ id }) => id));
  await upsertRows(
    tx,
    deploymentFactsTable,
    rows.filter(({ deploymentId }) => ids.has(deploymentId)),
  );
}
