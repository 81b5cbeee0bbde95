import type { Database } from '../../db/open-database.ts';

/** Every connection, oldest first, with its slots that began at `since` or later. */
export async function loadPoints(db: Database, since: Date) {
  return await db.prisma.connection.findMany({
    orderBy: { createdAt: 'asc' },
    select: {
      id: true,
      kind: true,
      login: true,
      points: { where: { startsAt: { gte: since } }, orderBy: { startsAt: 'asc' } },
    },
  });
}
