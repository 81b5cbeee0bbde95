import type { Database } from '../../db/open-database.ts';

/** Repositories by name, each with its streams as stored. */
export async function loadRepositoriesWithStreams(db: Database) {
  return await db.prisma.repository.findMany({
    orderBy: [{ owner: 'asc' }, { name: 'asc' }],
    select: {
      id: true,
      owner: true,
      name: true,
      connectionId: true,
      historyFrom: true,
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
