import type { Queryable } from '../../db/queryable.types.ts';

export type SettingRow = {
  name: string;
  settings: unknown;
  secretCiphertext: string | null;
  secretHint: string | null;
  secretSetAt: Date | null;
  secretSetBy: string | null;
  changedAt: Date;
};

/** The installation with the version of its sign-in settings. */
export async function loadInstance(
  db: Queryable,
): Promise<{ instanceId: string; version: number }> {
  const { rows } = await db.query<{ instanceId: string; version: number }>(
    'select id as "instanceId", settings_version as version from instances',
  );
  const [instance] = rows;
  if (instance === undefined) {
    throw new Error('The table instances is empty.');
  }
  return instance;
}

/** All that is stored, with the version that was in force before it was read: what changes meanwhile is read again. */
export async function loadSettingRows(
  db: Queryable,
): Promise<{ instanceId: string; version: number; rows: SettingRow[] }> {
  const instance = await loadInstance(db);
  const { rows } = await db.query<SettingRow>(
    `select name, settings, secret_ciphertext as "secretCiphertext", secret_hint as "secretHint",
       secret_set_at as "secretSetAt", secret_set_by as "secretSetBy", changed_at as "changedAt"
     from sign_in_settings`,
  );
  return { ...instance, rows };
}
