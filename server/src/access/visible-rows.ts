import type { RowScope } from '@bellwether/shared/access/row-scope';
import { createParameters } from '../db/pull-request-conditions.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { accountsInScope, repositoriesInScope, teamsInScope } from '../db/row-scope-conditions.ts';

/** Ids that a caller may see. Null: no limit. */
export type VisibleIds = ReadonlySet<string> | null;

/** The repositories of the scope: its teams' own, and those in which its people wrote. */
export async function loadVisibleRepositories(db: Queryable, scope: RowScope): Promise<VisibleIds> {
  return await loadIds(db, scope, repositoriesInScope);
}

/** `owner/name` of the repositories of the scope. Null: no limit. */
export async function loadVisibleRepositoryNames(
  db: Queryable,
  scope: RowScope,
): Promise<ReadonlySet<string> | null> {
  const ids = await loadVisibleRepositories(db, scope);
  if (ids === null) {
    return null;
  }
  const { rows } = await db.query<{ repository: string }>(
    `select owner || '/' || name as repository from repositories where id = any($1::text[])`,
    [[...ids]],
  );
  return new Set(rows.map(({ repository }) => repository));
}

/** The teams of the scope, those below them included. */
export async function loadVisibleTeams(db: Queryable, scope: RowScope): Promise<VisibleIds> {
  return await loadIds(db, scope, teamsInScope);
}

/** The accounts of the scope: of its teams' people, and its own. */
export async function loadVisibleAccounts(db: Queryable, scope: RowScope): Promise<VisibleIds> {
  return await loadIds(db, scope, accountsInScope);
}

export function isVisible(ids: VisibleIds, id: string | null): boolean {
  return ids === null || (id !== null && ids.has(id));
}

/** Of those named (none: all) the ones that are visible. Null: all there are, without a limit. */
export function limitTo(ids: VisibleIds, named: readonly string[]): string[] | null {
  if (ids === null) {
    return named.length === 0 ? null : [...named];
  }
  return named.length === 0 ? [...ids] : named.filter((id) => ids.has(id));
}

async function loadIds(
  db: Queryable,
  scope: RowScope,
  select: typeof teamsInScope,
): Promise<VisibleIds> {
  if (scope.teamIds === 'all') {
    return null;
  }
  const parameters = createParameters();
  const { rows } = await db.query<{ id: string }>(
    `select id from (${select(scope, parameters)}) as seen (id)`,
    parameters.values,
  );
  return new Set(rows.map(({ id }) => id));
}
