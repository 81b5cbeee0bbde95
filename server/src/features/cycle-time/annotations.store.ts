import {
  type DefinitionSettings,
  definitionSettingsSchema,
} from '@bellwether/shared/definitions/definitions.schema';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** The sample team, when the chosen repositories (null: all) are its own alone; null otherwise. */
export async function findSampleTeam(
  db: Database,
  repositories: readonly string[] | null,
): Promise<{ seed: number; endsAt: Date } | null> {
  const chosen = repositories === null ? {} : { id: { in: [...repositories] } };
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

/** The settings that were ever in force, with the instant since when, earliest first. */
export async function loadActivatedSettings(
  db: Queryable,
): Promise<{ activatedAt: Date; settings: DefinitionSettings }[]> {
  const { rows } = await db.query<{ activatedAt: Date; settings: unknown }>(
    `select activated_at "activatedAt", settings from definition_settings
     where activated_at is not null order by activated_at, revision`,
  );
  return rows.map(({ activatedAt, settings }) => ({
    activatedAt,
    settings: definitionSettingsSchema.parse(settings),
  }));
}
