import {
  type DefinitionSettings,
  definitionSettingsSchema,
} from '@bellwether/shared/definitions/definitions.schema';
import type { Queryable } from '../../db/queryable.types.ts';

type Days = { from: string; to: string };

/** Interventions that began on the days `[from, to)`, and whom they concern (null, and no repositories: everybody). */
export async function loadStartedInterventions(
  db: Queryable,
  { from, to }: Days,
): Promise<{ on: string; text: string; teamId: string | null; repositoryIds: string[] }[]> {
  const { rows } = await db.query(
    `select started_on as "on", title as text, team_id as "teamId", repository_ids as "repositoryIds"
     from interventions where started_on >= $1::date and started_on < $2::date
     order by started_on, created_at, id`,
    [from, to],
  );
  return rows;
}

/** What people noted about the days `[from, to)`; null team: to everybody. */
export async function loadNotesOfDays(
  db: Queryable,
  { from, to }: Days,
): Promise<{ on: string; text: string; teamId: string | null }[]> {
  const { rows } = await db.query(
    `select note_on as "on", text, team_id as "teamId" from chart_notes
     where note_on >= $1::date and note_on < $2::date order by note_on, created_at, id`,
    [from, to],
  );
  return rows;
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
