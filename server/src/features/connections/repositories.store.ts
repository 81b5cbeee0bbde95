import type { FoundRepository } from '../../app-context.ts';
import type { Database } from '../../db/open-database.ts';

/**
 * Adds a repository, or takes over what GitHub says of it now; its history limit is set only when it is new. False: another one
 * that is read bears its name.
 */
export async function saveRepository(
  db: Database,
  connectionId: string,
  repository: FoundRepository,
  historyFrom: Date | null,
): Promise<boolean> {
  const { id, owner, name, url, defaultBranch, isPrivate, isArchived, isFork, isEmpty } =
    repository;
  const values = [id, connectionId, owner, name, url, defaultBranch, isPrivate, isArchived, isFork];
  const { rowCount } = await db.pool.query(
    `insert into repositories (id, connection_id, owner, name, url, default_branch, is_private, is_archived, is_fork,
       is_empty, created_at, pushed_at, history_from)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
     where not exists (select from repositories where owner = $3 and name = $4 and id <> $1)
     on conflict (id) do update set owner = excluded.owner, name = excluded.name, url = excluded.url,
       default_branch = excluded.default_branch, is_private = excluded.is_private,
       is_archived = excluded.is_archived, is_fork = excluded.is_fork, is_empty = excluded.is_empty,
       pushed_at = excluded.pushed_at`,
    [...values, isEmpty, repository.createdAt, repository.pushedAt, historyFrom],
  );
  return (rowCount ?? 0) > 0;
}

/** Which connection has chosen the repository; null: none. */
export async function findRepositoryOwner(
  db: Database,
  repositoryId: string,
): Promise<string | null> {
  const row = await db.prisma.repository.findUnique({
    where: { id: repositoryId },
    select: { connectionId: true },
  });
  return row?.connectionId ?? null;
}
