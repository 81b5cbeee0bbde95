/** How a column is sealed: by the secret box, or by the sign-in library with a secret made from the same key. */
export type Sealing = 'secret-box' | 'sign-in';

/** A column whose values only the secret key opens. Null values are none. */
export type SealedColumn = {
  table: string;
  /** The column that names a row; read as text. */
  key: string;
  column: string;
  sealing: Sealing;
  /** What it is to a person: completes "… of octo-org cannot be opened". */
  what: string;
  /** SQL that names the row to a person; `t` is the table. */
  nameSql: string;
};

const connectionName = `coalesce(t.login, t.api_url)`;
const userName = `coalesce((select u.email from users u where u.id = t.user_id), t.user_id)`;

/** Every sealed column there is: what a new key re-encrypts, and what `doctor` and `restore` try to open. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'connections',
    key: 'id',
    column: 'secret_ciphertext',
    sealing: 'secret-box',
    what: 'the token or App key of the connection',
    nameSql: connectionName,
  },
  {
    table: 'connections',
    key: 'id',
    column: 'webhook_secret_ciphertext',
    sealing: 'secret-box',
    what: 'the webhook secret of the connection',
    nameSql: connectionName,
  },
  {
    table: 'sign_in_settings',
    key: 'name',
    column: 'secret_ciphertext',
    sealing: 'secret-box',
    what: 'the secret of the sign-in setting',
    nameSql: 't.name',
  },
  {
    table: 'two_factors',
    key: 'id',
    column: 'secret',
    sealing: 'sign-in',
    what: 'the second factor of',
    nameSql: userName,
  },
  {
    table: 'two_factors',
    key: 'id',
    column: 'backup_codes',
    sealing: 'sign-in',
    what: 'the backup codes of',
    nameSql: userName,
  },
];
