import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { ViewSearch } from '@bellwether/shared/saved-views/saved-views.schema';
import type { ViewPage } from '@bellwether/shared/saved-views/view-pages';
import { createParameters } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { repositoriesInScope, teamsInScope } from '../../db/row-scope-conditions.ts';

export type StoredView = {
  id: string;
  ownerId: string;
  name: string;
  page: ViewPage;
  search: ViewSearch;
  isShared: boolean;
  version: number;
};

const VIEWS = `select v.id, v.owner_id "ownerId", v.name, v.page, v.search, v.is_shared "isShared", v.version
  from saved_views v`;

/** The views of a user, and those that others share; by page and name. */
export async function loadViews(db: Queryable, userId: string): Promise<StoredView[]> {
  const { rows } = await db.query<StoredView>(
    `${VIEWS} where v.owner_id = $1 or v.is_shared order by v.page, lower(v.name), v.id`,
    [userId],
  );
  return rows;
}

/** Null: the user has none of this id. */
export async function lockOwnView(
  tx: Queryable,
  userId: string,
  id: string,
): Promise<StoredView | null> {
  const { rows } = await tx.query<StoredView>(
    `${VIEWS} where v.owner_id = $1 and v.id = $2 for update`,
    [userId, id],
  );
  return rows[0] ?? null;
}

export async function countOwnViews(db: Queryable, userId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int count from saved_views where owner_id = $1',
    [userId],
  );
  return rows[0]?.count ?? 0;
}

/** Null: the user has one of this name on this page already. */
export async function insertView(
  tx: Queryable,
  { ownerId, name, page, search, isShared }: Omit<StoredView, 'id' | 'version'>,
  now: Date,
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into saved_views (owner_id, name, page, search, is_shared, version, created_at, changed_at)
     values ($1, $2, $3, $4, $5, 1, $6, $6) on conflict (owner_id, page, name) do nothing returning id`,
    [ownerId, name, page, JSON.stringify(search), isShared, now],
  );
  return rows[0]?.id ?? null;
}

/** False: the user has another one of this name on this page. */
export async function updateView(
  tx: Queryable,
  { id, ownerId, name, page, search, isShared }: Omit<StoredView, 'version'>,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update saved_views set name = $2, search = $3, is_shared = $4, version = version + 1, changed_at = $5
     where id = $1 and not exists (
       select from saved_views o where o.owner_id = $6 and o.page = $7 and o.name = $2 and o.id <> $1)`,
    [id, name, JSON.stringify(search), isShared, now, ownerId, page],
  );
  return rowCount === 1;
}

export async function deleteView(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from saved_views where id = $1', [id]);
}

/** The repositories, by id, and the teams, by handle, that a scope holds. Null: no limit. */
export async function loadVisibleNames(
  db: Queryable,
  scope: RowScope,
): Promise<{ repositories: ReadonlySet<string>; teams: ReadonlySet<string> } | null> {
  if (scope.teamIds === 'all') {
    return null;
  }
  const repositories = createParameters();
  const teams = createParameters();
  const [ownRepositories, ownTeams] = [
    await db.query<{ id: string }>(
      `select id from (${repositoriesInScope(scope, repositories)}) as seen (id)`,
      repositories.values,
    ),
    await db.query<{ handle: string }>(
      `select coalesce(organization || '/', '') || slug handle from teams
       where id in (${teamsInScope(scope, teams)})`,
      teams.values,
    ),
  ];
  return {
    repositories: new Set(ownRepositories.rows.map(({ id }) => id)),
    teams: new Set(ownTeams.rows.map(({ handle }) => handle)),
  };
}
