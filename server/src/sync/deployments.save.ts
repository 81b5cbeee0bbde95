import type { Queryable } from '../db/queryable.types.ts';
import type { DeploymentRows } from '../github/deployment.map.ts';
import { saveAccounts } from './accounts.save.ts';
import { type TableShape, type UpsertResult, upsertRows } from './upsert.ts';

const deploymentsTable: TableShape = {
  table: 'deployments',
  columns: [
    ...[
      'id',
      'repositoryId',
      'kind',
      'databaseId',
      'environment',
      'sha',
      'name',
      'url',
      'ref',
      'task',
    ],
    ...['creatorId', 'createdAt', 'updatedAt'],
  ],
  key: ['id'],
  notBefore: 'updatedAt',
};

/** Statuses of a deployment are only ever added: GitHub forgets none. A release and a run have one, which may move. */
const statusesTable: TableShape = {
  table: 'deployment_statuses',
  columns: ['id', 'deploymentId', 'state', 'createdAt'],
  key: ['id'],
};

export async function saveDeployments(tx: Queryable, rows: DeploymentRows): Promise<UpsertResult> {
  const toStored = await saveAccounts(tx, rows.accounts);
  const deployments = rows.deployments.map((row) => ({
    ...row,
    creatorId: toStored(row.creatorId),
  }));
  const result = await upsertRows(tx, deploymentsTable, deployments);
  await upsertRows(tx, statusesTable, rows.statuses);
  return result;
}
