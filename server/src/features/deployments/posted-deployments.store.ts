import { randomUUID } from 'node:crypto';
import type { PostedDeployment } from '@bellwether/shared/deployments/posted-deployment.schema';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { ReadRepository } from './read-repositories.rules.ts';

/** The repositories that are read, by their name in lower case. */
export async function loadReadRepositories(db: Database): Promise<Map<string, ReadRepository>> {
  const { rows } = await db.pool.query<ReadRepository>(
    `select id, owner || '/' || name repository from repositories order by lower(owner), lower(name)`,
  );
  return new Map(rows.map((row) => [row.repository.toLowerCase(), row]));
}

/** Full commits of the repository by how they begin, two of each at most; looked for at once, since the repository is large. */
export async function findCommits(
  db: Database,
  repositoryId: string,
  beginnings: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await db.pool.query<{ beginning: string; shas: string[] }>(
    `select w.beginning, (array_agg(distinct known.sha))[1:2] shas from (
       select sha from commits where repository_id = $1
       union all select unnest(array[merge_commit_sha, head_sha]) from pull_requests where repository_id = $1
       union all select c.sha from pull_request_commits c
         join pull_requests p on p.id = c.pull_request_id where p.repository_id = $1
       union all select sha from deployments where repository_id = $1
     ) known join (select distinct unnest($2::text[]) beginning) w
       on left(known.sha, 7) = left(w.beginning, 7) and starts_with(known.sha, w.beginning)
     where length(known.sha) > 39 group by w.beginning`,
    [repositoryId, beginnings],
  );
  return new Map(rows.map(({ beginning, shas }) => [beginning, shas]));
}

export type DeploymentToStore = PostedDeployment & { repositoryId: string };
/** `isLate`: it had ended when its beginning was told. */
export type StoredPost = { id: string; created: boolean; isLate: boolean };

/**
 * Stores all or none, each under its source and name; one that is there already takes over what it is told now. Only its end
 * is not taken back by a message of its beginning that comes late.
 */
export async function storePostedDeployments(
  db: Database,
  deployments: readonly DeploymentToStore[],
  now: Date,
): Promise<StoredPost[]> {
  // In one order for all senders, so that two of them never wait for each other.
  const order = [...deployments.entries()].sort(([a, left], [b, right]) =>
    keyOf(left) === keyOf(right) ? a - b : keyOf(left).localeCompare(keyOf(right)),
  );
  const stored = new Map<number, StoredPost>();
  await db.transaction(async (tx) => {
    for (const [index, deployment] of order) {
      stored.set(index, await storeOne(tx, deployment, now));
    }
  });
  return [...deployments.keys()].flatMap((index) => stored.get(index) ?? []);
}

function keyOf(deployment: DeploymentToStore): string {
  return JSON.stringify([deployment.source, deployment.externalId]);
}

async function storeOne(
  tx: Queryable,
  deployment: DeploymentToStore,
  now: Date,
): Promise<StoredPost> {
  const { status, startedAt = null, finishedAt = null } = deployment;
  const isLate = status === 'in_progress' && (await hasEnded(tx, deployment));
  const { rows } = await tx.query<{ id: string; created: boolean }>(
    `insert into deployments (id, kind, source, external_id, repository_id, service, environment, sha,
       source_sha, previous_sha, url, created_at, updated_at)
     values ($1, 'api', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (source, external_id) do update set repository_id = excluded.repository_id,
       service = excluded.service, environment = excluded.environment, sha = excluded.sha,
       source_sha = excluded.source_sha, previous_sha = excluded.previous_sha, url = excluded.url,
       created_at = excluded.created_at, updated_at = excluded.updated_at
     returning id, (xmax = 0) created`,
    [
      ...[randomUUID(), deployment.source, deployment.externalId, deployment.repositoryId],
      ...[deployment.service ?? null, deployment.environment, deployment.sha],
      ...[deployment.sourceSha ?? null, deployment.previousSha ?? null, deployment.url ?? null],
      ...[startedAt ?? finishedAt, now],
    ],
  );
  const [row] = rows;
  if (row === undefined) {
    throw new Error('An upsert answered with no row.');
  }
  if (!isLate) {
    await tx.query('delete from deployment_statuses where deployment_id = $1', [row.id]);
    await tx.query(
      'insert into deployment_statuses (id, deployment_id, state, created_at) values ($1, $2, $3, $4)',
      [`${row.id}:${status}`, row.id, status, finishedAt ?? startedAt],
    );
  }
  return { ...row, isLate };
}

/** Whether this very commit's deployment is known to have ended. */
async function hasEnded(tx: Queryable, deployment: DeploymentToStore): Promise<boolean> {
  const { source, externalId, repositoryId, environment, sha } = deployment;
  const { rows } = await tx.query(
    `select from deployments d where source = $1 and external_id = $2 and repository_id = $3
       and environment = $4 and sha = $5 and exists (
         select from deployment_statuses where deployment_id = d.id and state <> 'in_progress')
     for update`,
    [source, externalId, repositoryId, environment, sha],
  );
  return rows.length > 0;
}
