import type { Database } from '../../db/open-database.ts';

/** The sample team, when the chosen repositories (none: all) are its own alone; null otherwise. */
export async function findSampleTeam(
  db: Database,
  repositories: readonly string[],
): Promise<{ seed: number; endsAt: Date } | null> {
  const chosen = repositories.length === 0 ? {} : { id: { in: [...repositories] } };
  const [sample, others] = await Promise.all([
    db.prisma.connection.findFirst({
      where: { kind: 'sample' },
      select: { sampleSeed: true, sampleEndsAt: true },
    }),
    db.prisma.repository.count({ where: { ...chosen, connection: { kind: { not: 'sample' } } } }),
  ]);
  const { sampleSeed = null, sampleEndsAt = null } = sample ?? {};
  return others > 0 || sampleSeed === null || sampleEndsAt === null
    ? null
    : { seed: sampleSeed, endsAt: sampleEndsAt };
}
