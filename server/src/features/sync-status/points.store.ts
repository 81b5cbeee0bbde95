import type { Database } from '../../db/open-database.ts';

/** Every connection that reads one of the repositories (null: every one there is), oldest first, with its slots that began at `since` or later. */
export async function loadPoints(
  db: Database,
  since: Date,
  repositoryIds: readonly string[] | null,
) {
  return await db.prisma.connection.findMany({
    ...(repositoryIds === null
      ? {}
      : { where: { repositories: { some: { id: { in: [...repositoryIds] } } } } }),
    orderBy: { createdAt: 'asc' },
    select: {
      id: true,
      kind: true,
      login: true,
      points: { where: { startsAt: { gte: since } }, orderBy: { startsAt: 'asc' } },
    },
  });
}
