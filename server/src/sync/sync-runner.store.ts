import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { SyncRequest } from '../app-context.ts';
import type { Queryable } from '../db/queryable.types.ts';
import type { StoredRepository } from './stream-context.ts';

/** A repository with what a pass over it must know first. */
export type FoundStoredRepository = StoredRepository & { isPaused: boolean };

/** Null: it was removed. */
export async function findRepositoryOf(
  db: Queryable,
  repositoryId: string,
): Promise<FoundStoredRepository | null> {
  const { rows } = await db.query<FoundStoredRepository>(
    `select id, connection_id "connectionId", owner, name, default_branch "defaultBranch",
       history_from "historyFrom", paused_at is not null "isPaused"
     from repositories where id = $1`,
    [repositoryId],
  );
  return rows[0] ?? null;
}

/** The connection that can do what is asked. Null: repository or connection were removed. */
export async function findConnectionOf(
  db: Queryable,
  request: SyncRequest,
): Promise<{ connectionId: string; isPaused: boolean } | null> {
  if (request.kind !== 'discover') {
    return await findRepositoryOf(db, request.repositoryId);
  }
  const { rows } = await db.query<{ connectionId: string; isPaused: boolean }>(
    'select id "connectionId", false "isPaused" from connections where id::text = $1',
    [request.connectionId],
  );
  return rows[0] ?? null;
}

export type RepositoryToRead = { id: string; isUnfinished: boolean; lastSuccessAt: Date | null };

/** Every repository that is not paused; unfinished: some stream was never read, or its pass was cut short. */
export async function loadRepositoriesToRead(db: Queryable): Promise<RepositoryToRead[]> {
  const { rows } = await db.query<RepositoryToRead>(
    `select r.id,
       coalesce(bool_or(s.last_success_at is null or s.pass_started_at is not null
         or s.state in ('queued', 'syncing')), true) "isUnfinished",
       min(s.last_success_at) "lastSuccessAt"
     from repositories r left join sync_streams s on s.repository_id = r.id
     where r.paused_at is null
     group by r.id, r.owner, r.name order by r.owner, r.name`,
  );
  return rows;
}

/** Connections with something to be begun now, or begun and left by a server, that no server holds. */
export async function findConnectionsWithWork(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct c.id from connections c
     join pgboss.job j on j.name in ('sync-now.' || c.id, 'sync.' || c.id)
     left join sync_leases l on l.connection_id = c.id and l.expires_at >= clock_timestamp()
     where l.connection_id is null
       and (j.state = 'active' or j.state < 'active' and j.start_after <= now())`,
  );
  return rows.map((row) => row.id);
}

/** Whether any request is under way, or to be begun now, on whatever server. */
export async function isWorkLeft(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(
    `select from pgboss.job j join connections c on j.name in ('sync-now.' || c.id, 'sync.' || c.id)
     where j.state = 'active' or j.state < 'active' and j.start_after <= now() limit 1`,
  );
  return rows.length > 0;
}

/** How urgent the most urgent request is that could be begun now; null: none can. */
export async function findMostUrgent(
  db: Queryable,
  queues: { now: string; later: string },
): Promise<{ now: number | null; later: number | null }> {
  const { rows } = await db.query<{ now: number | null; later: number | null }>(
    `select max(priority) filter (where name = $1) as now,
       max(priority) filter (where name = $2) as later
     from pgboss.job where name in ($1, $2) and state < 'active' and start_after <= now()`,
    [queues.now, queues.later],
  );
  return rows[0] ?? { now: null, later: null };
}

/** Shows that a pass is to come, unless one is under way. */
export async function markQueued(
  db: Queryable,
  repositoryId: string,
  streams: readonly SyncStreamName[],
): Promise<void> {
  await db.query(
    `update sync_streams set state = 'queued' where repository_id = $1 and stream = any($2)
       and not exists (
         select from pgboss.job where state = 'active' and data->'request'->>'repositoryId' = $1
           and data->'request'->>'kind' <> 'pull-request')`,
    [repositoryId, streams],
  );
}

/** Shows that nothing is under way or to come. */
export async function markIdle(db: Queryable, repositoryId: string): Promise<void> {
  await db.query(
    `update sync_streams set state = 'idle'
     where repository_id = $1 and state in ('queued', 'syncing')`,
    [repositoryId],
  );
}

/** Connections that queues are left of: they were asked for something while they were being removed. */
export async function findConnectionsGone(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct substring(q.name from '\\.(.*)$') as id from pgboss.queue q
     where q.name ~ '^sync(-now)?\\.'
       and not exists (select from connections c where q.name like '%.' || c.id)`,
  );
  return rows.map((row) => row.id);
}
