import type { Queryable } from '../db/queryable.types.ts';
import type { WebhookPayload } from './webhook-payload.schema.ts';

/**
 * The repository that a delivery is about, by its node id, else by its name: a rename, and the two formats of node ids, make
 * them differ. Null: it is not read, or a person stopped its reading.
 */
export async function findRepositoryId(
  db: Queryable,
  { node_id, full_name }: NonNullable<WebhookPayload['repository']>,
): Promise<string | null> {
  const [owner = '', name = ''] = (full_name ?? '').toLowerCase().split('/');
  const { rows } = await db.query<{ id: string }>(
    `select id from repositories
     where (id = $1 or (lower(owner) = $2 and lower(name) = $3)) and paused_at is null
     order by (id = $1) desc nulls last limit 1`,
    [node_id, owner, name],
  );
  return rows[0]?.id ?? null;
}

/** Whether runs of this workflow are deployments of the repository, by its own rule or the one for all. */
export async function isDeployingWorkflow(
  db: Queryable,
  repositoryId: string,
  workflow: string,
): Promise<boolean> {
  const { rows } = await db.query<{ is_deploying: boolean }>(
    `select kind = 'workflow-run' and lower(workflow_name) = lower($2) is_deploying
     from deployment_rules where repository_id = $1 or repository_id is null
     order by repository_id nulls last limit 1`,
    [repositoryId, workflow],
  );
  return rows[0]?.is_deploying === true;
}

/** Connections through this installation, or that read a repository of this owner. */
export async function findConnectionIds(
  db: Queryable,
  installationId: number | null,
  owner: string | null,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from connections where kind <> 'sample' and (installation_id = $1
       or id in (select connection_id from repositories where lower(owner) = lower($2)))
     order by id`,
    [installationId, owner],
  );
  return rows.map(({ id }) => id);
}
