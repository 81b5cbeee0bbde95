import type { DeploymentRule } from '@bellwether/shared/deployments/deployment-rule';
import type { Queryable } from '../db/queryable.types.ts';
import type { Workflow } from '../github/workflow-runs.fetch.ts';

/** A list of GitHub that a rule or a person's look asks for; an empty name: all releases, or the list of workflows. */
export type DeploymentSource = {
  kind: 'release' | 'workflow-run';
  name: string;
  isWanted: boolean;
  workflowIds: number[];
  watermarkAt: Date | null;
  cursor: string | null;
  passStartedAt: Date | null;
};

export type SourceName = Pick<DeploymentSource, 'kind' | 'name'>;

/** Every list of a repository that is known. */
export async function loadSources(
  db: Queryable,
  repositoryId: string,
): Promise<DeploymentSource[]> {
  const { rows } = await db.query<Omit<DeploymentSource, 'workflowIds'> & { workflowIds: string }>(
    `select kind, name, is_wanted "isWanted", to_json(coalesce(workflow_ids, '{}')) "workflowIds",
       watermark_at "watermarkAt", cursor, pass_started_at "passStartedAt"
     from deployment_sources where repository_id = $1 and kind in ('release', 'workflow-run')
     order by kind, name`,
    [repositoryId],
  );
  return rows.map((row) => ({ ...row, workflowIds: [...row.workflowIds].map(Number) }));
}

/** Which of the lists are to be read: what the rule counts, and what someone wants to see. */
export function isAskedFor(
  source: Pick<DeploymentSource, 'kind' | 'name' | 'isWanted'>,
  rule: DeploymentRule,
): boolean {
  return (
    source.isWanted || (source.kind === rule.kind && source.name === (rule.workflowName ?? ''))
  );
}

/** Writes down that a rule counts a list, so that its place in reading can be kept. */
export async function ensureSource(
  db: Queryable,
  repositoryId: string,
  kind: string,
  name: string,
): Promise<void> {
  await db.query(
    `insert into deployment_sources (repository_id, kind, name, workflow_ids)
     select id, $2, $3, '{}' from repositories where id = $1
     on conflict (repository_id, kind, name) do nothing`,
    [repositoryId, kind, name],
  );
}

/** Takes over the list of workflows: each by its name, with the numbers of all that bear it. */
export async function saveWorkflows(
  tx: Queryable,
  repositoryId: string,
  workflows: readonly Workflow[],
): Promise<void> {
  const byName = new Map<string, number[]>();
  for (const { id, name } of workflows.filter((one) => one.name !== '')) {
    byName.set(
      name,
      [...(byName.get(name) ?? []), id].sort((a, b) => a - b),
    );
  }
  for (const [name, ids] of byName) {
    await tx.query(
      `insert into deployment_sources as s (repository_id, kind, name, workflow_ids)
       select id, 'workflow-run', $2, $3::bigint[] from repositories where id = $1
       on conflict (repository_id, kind, name) do update set workflow_ids = excluded.workflow_ids
       where s.workflow_ids is distinct from excluded.workflow_ids`,
      [repositoryId, name, ids],
    );
  }
}

export async function updateSource(
  tx: Queryable,
  repositoryId: string,
  source: SourceName,
  place: Pick<DeploymentSource, 'watermarkAt' | 'cursor' | 'passStartedAt'>,
): Promise<void> {
  await tx.query(
    `update deployment_sources set watermark_at = $4, cursor = $5, pass_started_at = $6, error_message = null
     where repository_id = $1 and kind = $2 and name = $3`,
    [
      ...[repositoryId, source.kind, source.name],
      ...[place.watermarkAt, place.cursor, place.passStartedAt],
    ],
  );
}

/** Writes down why a list could not be read; its place in reading stays. */
export async function markSourceFailed(
  db: Queryable,
  repositoryId: string,
  source: SourceName,
  message: string,
): Promise<void> {
  await db.query(
    `update deployment_sources set error_message = $4
     where repository_id = $1 and kind = $2 and name = $3`,
    [repositoryId, source.kind, source.name, message],
  );
}
