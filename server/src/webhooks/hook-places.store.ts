import type { Queryable } from '../db/queryable.types.ts';

/** A GitHub App, through one of its connections. */
export type AppPlace = { connectionId: string; app: string };
/** A repository that is read with a token. */
export type RepositoryPlace = { connectionId: string; owner: string; name: string };

/** Each App once, however many installations it has here. */
export async function loadApps(db: Queryable): Promise<AppPlace[]> {
  const { rows } = await db.query<{ connection_id: string; app: string }>(
    `select min(id::text) connection_id, api_url || ' ' || app_id app from connections
     where kind = 'app' and app_id is not null group by api_url, app_id order by 2`,
  );
  return rows.map(({ connection_id, app }) => ({ connectionId: connection_id, app }));
}

export async function loadRepositoriesOfTokens(db: Queryable): Promise<RepositoryPlace[]> {
  const { rows } = await db.query<{ connection_id: string; owner: string; name: string }>(
    `select connection_id, owner, name from repositories
     where paused_at is null and inaccessible_since is null and not is_archived
       and connection_id in (select id from connections where kind = 'token')
     order by connection_id, owner, name`,
  );
  return rows.map(({ connection_id, owner, name }) => ({
    connectionId: connection_id,
    ...{ owner, name },
  }));
}
