import type { AgreementText } from '@bellwether/shared/agreements/agreements.schema';
import {
  type DefinitionSettings,
  definitionSettingsSchema,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import type { RepositoryReading } from '@bellwether/shared/sync-status/reading.types';
import { type Calendars, loadCalendars } from '../../db/load-calendars.ts';
import { loadSettingsInForce, rulesOf } from '../../db/load-definition-settings.ts';
import { loadReadings } from '../../db/load-readings.ts';
import { loadZone as loadOrganisationZone } from '../../db/load-zone.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type Pin = { definitionVersion: number; settingsRevision: number };

export type StoredAgreement = AgreementText &
  Pin & {
    id: string;
    team: string;
    endsOn: string | null;
    createdBy: string;
    createdAt: Date;
    version: number;
  };

const SELECTED = `a.id, a.team_id "teamId", t.name team, a.title, a.metric, a.clock, a.target_share "targetShare",
  a.within_seconds "withinSeconds", a.heads_up_share "headsUpShare", a.repository_ids "repositoryIds",
  a.starts_on::text "startsOn", a.ends_on::text "endsOn", a.definition_version "definitionVersion",
  a.settings_revision "settingsRevision", a.note, a.created_by "createdBy", a.created_at "createdAt", a.version
  from agreements a join teams t on t.id = a.team_id`;

/** Those that hold first, then those that ended; each group by team and title. */
export async function loadAgreements(db: Queryable): Promise<StoredAgreement[]> {
  const { rows } = await db.query<StoredAgreement>(
    `select ${SELECTED} where t.removed_at is null
     order by a.ends_on is not null, a.ends_on desc, lower(t.name), lower(a.title), a.id`,
  );
  return rows;
}

export async function findAgreement(db: Queryable, id: string): Promise<StoredAgreement | null> {
  const { rows } = await db.query<StoredAgreement>(
    `select ${SELECTED} where t.removed_at is null and a.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Nobody else changes it until the transaction ends. */
export async function lockAgreement(tx: Queryable, id: string): Promise<StoredAgreement | null> {
  await tx.query('select 1 from agreements where id = $1 for update', [id]);
  return await findAgreement(tx, id);
}

export type Author = { userId: string | null; name: string };

export async function insertAgreement(
  tx: Queryable,
  text: AgreementText,
  pin: Pin,
  author: Author,
  now: Date,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into agreements (team_id, title, metric, clock, target_share, within_seconds, heads_up_share,
       repository_ids, starts_on, note, definition_version, settings_revision, created_by_id, created_by,
       created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11, $12, $13, $14, $15, $15) returning id`,
    [
      ...[text.teamId, text.title, text.metric, text.clock, text.targetShare, text.withinSeconds],
      ...[text.headsUpShare, text.repositoryIds, text.startsOn, text.note],
      ...[pin.definitionVersion, pin.settingsRevision, author.userId, author.name, now],
    ],
  );
  const [row] = rows;
  if (row === undefined) {
    throw new Error('an agreement was stored without an id');
  }
  return row.id;
}

export async function updateAgreement(
  tx: Queryable,
  id: string,
  text: AgreementText,
  pin: Pin,
  now: Date,
): Promise<void> {
  await tx.query(
    `update agreements set team_id = $2, title = $3, metric = $4, clock = $5, target_share = $6,
       within_seconds = $7, heads_up_share = $8, repository_ids = $9, starts_on = $10::date, note = $11,
       definition_version = $12, settings_revision = $13, changed_at = $14, version = version + 1
     where id = $1`,
    [
      ...[id, text.teamId, text.title, text.metric, text.clock, text.targetShare],
      ...[text.withinSeconds, text.headsUpShare, text.repositoryIds, text.startsOn, text.note],
      ...[pin.definitionVersion, pin.settingsRevision, now],
    ],
  );
}

/** Null: it holds again. */
export async function setEnd(
  tx: Queryable,
  id: string,
  endsOn: string | null,
  now: Date,
): Promise<void> {
  await tx.query(
    'update agreements set ends_on = $2::date, changed_at = $3, version = version + 1 where id = $1',
    [id, endsOn, now],
  );
}

export async function setPin(tx: Queryable, id: string, pin: Pin, now: Date): Promise<void> {
  await tx.query(
    `update agreements set definition_version = $2, settings_revision = $3, changed_at = $4, version = version + 1
     where id = $1`,
    [id, pin.definitionVersion, pin.settingsRevision, now],
  );
}

export type Choices = {
  teams: { id: string; name: string }[];
  repositories: { id: string; repository: string }[];
};

export async function loadChoices(db: Queryable): Promise<Choices> {
  const { rows: teams } = await db.query<Choices['teams'][number]>(
    'select id, name from teams where removed_at is null order by lower(name), id',
  );
  const { rows: repositories } = await db.query<Choices['repositories'][number]>(
    `select id, owner || '/' || name repository from repositories order by lower(owner), lower(name)`,
  );
  return { teams, repositories };
}

/** Settings by their revision; one that is not known any more is left out. 0: those of a fresh installation. */
export async function loadSettingsByRevision(
  db: Queryable,
  revisions: readonly number[],
): Promise<Map<number, DefinitionSettings>> {
  const { rows } = await db.query<{ revision: number; settings: unknown }>(
    'select revision, settings from definition_settings where revision = any($1::int[])',
    [revisions],
  );
  return new Map([
    [0, freshSettings],
    ...rows.map(({ revision, settings }) => {
      return [revision, definitionSettingsSchema.parse(settings)] as const;
    }),
  ]);
}

export async function loadInForce(db: Queryable) {
  const { active } = await loadSettingsInForce(db);
  return { ...active, rules: rulesOf(active.settings) };
}

/** The organisation's zone: by its clock days and weeks begin (B0.8). */
export async function loadZone(db: Queryable): Promise<string> {
  return await loadOrganisationZone(db);
}

export async function loadEverybodysCalendars(db: Queryable, now: Date): Promise<Calendars> {
  return await loadCalendars(db, now);
}

/** How far the repositories were read; null: all. */
export async function loadAgreementReadings(
  db: Queryable,
  repositoryIds: readonly string[] | null,
): Promise<RepositoryReading[]> {
  return await loadReadings(db, repositoryIds);
}
