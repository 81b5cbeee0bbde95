import type { Database } from '../../db/open-database.ts';
import { isCounted } from '../../db/pull-request-conditions.ts';

/** These repositories (null: all) by name, each with its streams as stored. */
export async function loadRepositoriesWithStreams(db: Database, ids: readonly string[] | null) {
  return await db.prisma.repository.findMany({
    ...(ids === null ? {} : { where: { id: { in: [...ids] } } }),
    orderBy: [{ owner: 'asc' }, { name: 'asc' }],
    select: {
      id: true,
      owner: true,
      name: true,
      url: true,
      connectionId: true,
      historyFrom: true,
      isArchived: true,
      pausedAt: true,
      inaccessibleSince: true,
      connection: { select: { kind: true } },
      streams: true,
    },
  });
}

export type RepositoryWithStreams = Awaited<ReturnType<typeof loadRepositoriesWithStreams>>[number];
export type StoredStream = RepositoryWithStreams['streams'][number];

export async function repositoryExists(db: Database, id: string): Promise<boolean> {
  return (await db.prisma.repository.count({ where: { id } })) > 0;
}

/** Ids of the repositories that are read: all but the paused ones. */
export async function loadIdsToRead(db: Database): Promise<string[]> {
  const rows = await db.prisma.repository.findMany({
    where: { pausedAt: null },
    orderBy: [{ owner: 'asc' }, { name: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Merged pull requests of people without a known deployment, per repository of those asked for. */
export async function countUndeployed(
  db: Database,
  repositoryIds: readonly string[],
): Promise<Map<string, number>> {
  if (repositoryIds.length === 0) {
    return new Map();
  }
  const { rows } = await db.pool.query<{ id: string; n: number }>(
    `select f.repository_id id, count(*)::int n from pull_request_facts f
     where f.repository_id = any($1::text[]) and f.merged_at is not null and f.deployed_at is null and ${isCounted}
     group by f.repository_id`,
    [[...repositoryIds]],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** False: there is no such repository. One that is paused already keeps its instant. */
export async function pauseRepository(db: Database, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    'update repositories set paused_at = coalesce(paused_at, $2) where id = $1',
    [id, at],
  );
  return rowCount === 1;
}

/** False: there is no such repository. */
export async function resumeRepository(db: Database, id: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    'update repositories set paused_at = null where id = $1',
    [id],
  );
  return rowCount === 1;
}
