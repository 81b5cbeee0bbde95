import type { SignInSettingName } from '@bellwether/shared/access/sign-in-settings.schema';
import type { Queryable } from '../../db/queryable.types.ts';

export type NewSecret = { ciphertext: string; hint: string; setAt: Date; setBy: string };

/** Stores a setting; `secret` null leaves the one that is there. Every server reads it anew. */
export async function saveSetting(
  tx: Queryable,
  name: SignInSettingName,
  settings: object,
  secret: NewSecret | null,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into sign_in_settings (name, settings, changed_at) values ($1, $2, $3)
     on conflict (name) do update set settings = excluded.settings, changed_at = excluded.changed_at`,
    [name, JSON.stringify(settings), now],
  );
  if (secret !== null) {
    await tx.query(
      `update sign_in_settings set secret_ciphertext = $2, secret_hint = $3, secret_set_at = $4,
         secret_set_by = $5 where name = $1`,
      [name, secret.ciphertext, secret.hint, secret.setAt, secret.setBy],
    );
  }
  await moveVersion(tx);
}

/** A mail server that asks for no name gets no password either. */
export async function dropSecret(tx: Queryable, name: SignInSettingName): Promise<void> {
  await tx.query(
    `update sign_in_settings set secret_ciphertext = null, secret_hint = null, secret_set_at = null,
       secret_set_by = null where name = $1`,
    [name],
  );
}

/** Whether it was there. */
export async function deleteSetting(tx: Queryable, name: SignInSettingName): Promise<boolean> {
  const { rowCount } = await tx.query('delete from sign_in_settings where name = $1', [name]);
  await moveVersion(tx);
  return rowCount === 1;
}

async function moveVersion(tx: Queryable): Promise<void> {
  await tx.query('update instances set settings_version = settings_version + 1');
}
