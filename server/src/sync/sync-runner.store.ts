import type { Queryable } from '../db/queryable.types.ts';
import type { StoredRepository } from './stream-context.ts';

/** Null: it was removed. */
export async function findRepositoryOf(
  db: Queryable,
  repositoryId: string,
): Promise<StoredRepository | null> {
  const { rows } = await db.query<StoredRepository>(
    `select id, connection_id "connectionId", owner, name, default_branch "defaultBranch",
       history_from "historyFrom"
     from repositories where id = $1`,
    [repositoryId],
  );
  return rows[0] ?? null;
}

export type RepositoryToRead = { id: string; isUnfinished: boolean; lastSuccessAt: Date | null };

/** Every repository; unfinished: some stream was never read, or its pass was cut short. */
export async function loadRepositoriesToRead(db: Queryable): Promise<RepositoryToRead[]> {
  const { rows } = await db.query<RepositoryToRead>(
    `select r.id,
       coalesce(bool_or(s.last_success_at is null or s.pass_started_at is not null
         or s.state in ('queued', 'syncing')), true) "isUnfinished",
       min(s.last_success_at) "lastSuccessAt"
     from repositories r left join sync_streams s on s.repository_id = r.id
     group by r.id, r.owner, r.name order by r.owner, r.name`,
  );
  return rows;
}
