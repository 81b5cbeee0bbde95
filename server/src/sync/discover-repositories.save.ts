import type { TokenRights } from '@bellwether/shared/connections/connections.schema';
import type { FoundRepository } from '../app-context.ts';
import type { Queryable } from '../db/queryable.types.ts';

export type DiscoveringConnection = {
  installationId: number;
  historyMonths: number | null;
  suspendedAt: Date | null;
};

/** Null: it was removed, or is no App's. */
export async function findDiscovering(
  db: Queryable,
  connectionId: string,
): Promise<DiscoveringConnection | null> {
  const { rows } = await db.query<DiscoveringConnection>(
    `select installation_id::float8 "installationId", history_months "historyMonths", suspended_at "suspendedAt"
     from connections where id = $1 and kind = 'app' and installation_id is not null`,
    [connectionId],
  );
  return rows[0] ?? null;
}

/** @param found rights: null when the installation is gone and tells none */
export async function saveInstallation(
  db: Queryable,
  connectionId: string,
  found: { rights: TokenRights | null; suspendedAt: Date | null; checkedAt: Date },
): Promise<void> {
  await db.query(
    `update connections set suspended_at = $2, checked_at = $3, rights = coalesce($4::jsonb, rights),
       login = coalesce($4::jsonb ->> 'login', login)
     where id = $1`,
    [
      ...[connectionId, found.suspendedAt, found.checkedAt],
      found.rights === null ? null : JSON.stringify(found.rights),
    ],
  );
}

export type Granted = {
  connectionId: string;
  granted: readonly FoundRepository[];
  now: Date;
  /** How far back those are read that are new. */
  historyFrom: Date | null;
};

/**
 * Adds repositories that are granted, marks those that are not any more, and takes the mark off those that are again.
 *
 * @returns `readNow`: ids of those that are new or back; `nameTaken`: `owner/name`s that another repository bears
 */
export async function saveGranted(
  tx: Queryable,
  { connectionId, granted, now, historyFrom }: Granted,
): Promise<{ readNow: string[]; nameTaken: string[] }> {
  const ids = granted.map(({ id }) => id);
  await tx.query(
    `update repositories set inaccessible_since = $3
     where connection_id = $1 and is_discovered and inaccessible_since is null and not id = any($2)`,
    [connectionId, ids, now],
  );
  const back = await tx.query<{ id: string }>(
    `update repositories set inaccessible_since = null
     where connection_id = $1 and inaccessible_since is not null and id = any($2) returning id`,
    [connectionId, ids],
  );
  const readNow = back.rows.map(({ id }) => id);
  const nameTaken: string[] = [];
  const known = await tx.query<{ id: string }>('select id from repositories where id = any($1)', [
    ids,
  ]);
  const knownIds = new Set(known.rows.map(({ id }) => id));
  for (const repository of granted.filter(({ id }) => !knownIds.has(id))) {
    const isAdded = await addDiscovered(tx, connectionId, repository, historyFrom);
    (isAdded ? readNow : nameTaken).push(
      isAdded ? repository.id : `${repository.owner}/${repository.name}`,
    );
  }
  return { readNow, nameTaken };
}

async function addDiscovered(
  tx: Queryable,
  connectionId: string,
  repository: FoundRepository,
  historyFrom: Date | null,
): Promise<boolean> {
  const { id, owner, name, url, defaultBranch, isPrivate, isArchived, isFork } = repository;
  const { isEmpty, createdAt, pushedAt } = repository;
  const { rowCount } = await tx.query(
    `insert into repositories (id, connection_id, owner, name, url, default_branch, is_private, is_archived, is_fork,
       is_empty, created_at, pushed_at, history_from, is_discovered)
     select $1, c.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true from connections c where c.id = $2
     on conflict do nothing`,
    [
      ...[id, connectionId, owner, name, url, defaultBranch, isPrivate, isArchived, isFork],
      ...[isEmpty, createdAt, pushedAt, historyFrom],
    ],
  );
  return (rowCount ?? 0) > 0;
}
