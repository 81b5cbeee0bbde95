import {
  type DefinitionSettings,
  definitionSettingsSchema,
  type SettingsSnapshot,
} from '@bellwether/shared/definitions/definitions.schema';
import type { Revision } from '@bellwether/shared/definitions/definitions-answers.schema';
import { lockDefinitions } from '../../db/definitions-lock.ts';
import { loadSettingsInForce, type SettingsInForce } from '../../db/load-definition-settings.ts';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { makeSnapshot } from '../../db/settings-snapshot.ts';

export type StoredRevision = {
  revision: number;
  settings: DefinitionSettings;
  note: string | null;
  state: Revision['state'];
  done: number;
  total: number | null;
  createdAt: Date;
  createdBy: string | null;
  startedAt: Date | null;
  progressAt: Date | null;
  activatedAt: Date | null;
  error: string | null;
};

const COLUMNS = `revision, settings, note, state, done, total, created_at "createdAt",
  created_by "createdBy", started_at "startedAt", progress_at "progressAt", activated_at "activatedAt", error`;

/** Every revision, newest first. */
export async function loadRevisions(db: Queryable): Promise<StoredRevision[]> {
  const { rows } = await db.query<StoredRevision>(
    `select ${COLUMNS} from definition_settings order by revision desc`,
  );
  return rows.map((row) => ({ ...row, settings: definitionSettingsSchema.parse(row.settings) }));
}

/** Whether numbers are being worked out by other settings than those in force. */
export async function isDeriving(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(
    `select from definition_settings where state = 'deriving' limit 1`,
  );
  return rows.length > 0;
}

export async function loadSettings(db: Database): Promise<SettingsInForce> {
  return await loadSettingsInForce(db.pool);
}

/** What the settings read beside themselves, as it is now. */
export async function loadSnapshot(
  db: Database,
  settings: DefinitionSettings,
  now: Date,
  known: SettingsSnapshot,
): Promise<SettingsSnapshot> {
  return await makeSnapshot(db.pool, settings, now, known);
}

export type NewRevision = {
  settings: DefinitionSettings;
  note: string | null;
  createdAt: Date;
  /** The name of who proposes it. Null: nobody is known. */
  createdBy: string | null;
  /** The newest revision that the author knew. */
  basedOn: number;
};

/**
 * Keeps the settings as a new revision to be derived; one that is being derived is given up for it. What else belongs to it
 * may be stored in the same transaction, before it: `lockDefinitions` comes first then. Null: there is a newer revision than
 * the author knew.
 */
export async function insertRevision(tx: Queryable, wanted: NewRevision): Promise<number | null> {
  await lockDefinitions(tx);
  const latest = await tx.query<{ revision: number }>(
    'select coalesce(max(revision), 0) revision from definition_settings',
  );
  if (latest.rows[0]?.revision !== wanted.basedOn) {
    return null;
  }
  await tx.query(`update definition_settings set state = 'superseded' where state = 'deriving'`);
  await tx.query('truncate staged_facts');
  const { rows } = await tx.query<{ revision: number }>(
    `insert into definition_settings (settings, note, state, created_at, created_by)
     values ($1, $2, 'deriving', $3, $4) returning revision`,
    [JSON.stringify(wanted.settings), wanted.note, wanted.createdAt, wanted.createdBy],
  );
  return rows[0]?.revision ?? null;
}

/** False: it is not being derived (any more). */
export async function cancelDeriving(db: Database, revision: number): Promise<boolean> {
  return await db.transaction(async (tx) => {
    await lockDefinitions(tx);
    const { rowCount } = await tx.query(
      `update definition_settings set state = 'cancelled' where revision = $1 and state = 'deriving'`,
      [revision],
    );
    if (rowCount === 0) {
      return false;
    }
    await tx.query('truncate staged_facts');
    return true;
  });
}
