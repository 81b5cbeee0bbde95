import type { Database } from '../../db/open-database.ts';

export type SeenEnvironment = {
  repositoryId: string;
  kind: 'github-deployment' | 'api';
  name: string;
  count: number;
  latestAt: Date;
};

/** Environments of GitHub deployments and of what other systems sent, most used first. */
export async function loadEnvironments(db: Database): Promise<SeenEnvironment[]> {
  const { rows } = await db.pool.query<SeenEnvironment>(
    `select repository_id "repositoryId", kind, environment "name", count(*)::int count,
       max(created_at) "latestAt"
     from deployments where kind in ('github-deployment', 'api')
     group by repository_id, kind, environment order by count(*) desc, environment`,
  );
  return rows;
}

export type SeenList = {
  repositoryId: string;
  kind: 'release' | 'workflow-run';
  /** The workflow's name; empty: all releases, or the list of workflows. */
  name: string;
  isWanted: boolean;
  readAt: Date | null;
  error: string | null;
};

export async function loadLists(db: Database): Promise<SeenList[]> {
  const { rows } = await db.pool.query<SeenList>(
    `select repository_id "repositoryId", kind, name, is_wanted "isWanted", watermark_at "readAt",
       error_message error
     from deployment_sources where kind in ('release', 'workflow-run') order by repository_id, kind, name`,
  );
  return rows;
}

export type CountedName = { repositoryId: string; kind: string; name: string; count: number };

/** Runs by workflow, and releases by whether they are pre-releases (`release`, `prerelease`). */
export async function countListed(db: Database): Promise<CountedName[]> {
  const { rows } = await db.pool.query<CountedName>(
    `select repository_id "repositoryId", kind,
       case kind when 'release' then environment else coalesce(name, '') end "name", count(*)::int count
     from deployments where kind in ('release', 'workflow-run') group by 1, 2, 3`,
  );
  return rows;
}

/** Has a list read at the next pass and at each one after it, or the commits between deployments to an environment. */
export async function wantList(
  db: Database,
  repositoryId: string,
  kind: SeenList['kind'] | 'github-deployment',
  name: string,
): Promise<void> {
  await db.pool.query(
    `insert into deployment_sources (repository_id, kind, name, is_wanted, workflow_ids)
     select id, $2, $3, true, '{}' from repositories where id = $1
     on conflict (repository_id, kind, name) do update set is_wanted = true, error_message = null`,
    [repositoryId, kind, name],
  );
}
