import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { deriveAuthSecret } from '../access/auth/auth-secret.ts';
import { SEALED_COLUMNS, type SealedColumn, type Sealing } from '../access/sealed-columns.ts';
import { openSecretBox } from '../access/secret-box.ts';
import type { Queryable } from '../db/queryable.types.ts';

/** Seals and opens texts of one kind with one key. `open` gives null when the key is not the one. */
export type Sealer = {
  seal(plain: string): Promise<string>;
  open(sealed: string): Promise<string | null>;
};

/** What the secret key seals and opens, in each of the two ways that are in use. */
export function createSealers(secretKey: string): Record<Sealing, Sealer> {
  const box = openSecretBox({ passphrase: secretKey, dataDir: '' });
  const key = deriveAuthSecret(secretKey);
  return {
    'secret-box': {
      seal: async (plain) => box.seal(plain),
      open: (sealed) => openOrNull(async () => box.open(sealed)),
    },
    'sign-in': {
      seal: (plain) => symmetricEncrypt({ key, data: plain }),
      open: (sealed) => openOrNull(() => symmetricDecrypt({ key, data: sealed })),
    },
  };
}

async function openOrNull(open: () => Promise<string>): Promise<string | null> {
  try {
    return await open();
  } catch {
    return null;
  }
}

/** A sealed value where it stands. */
export type SealedValue = { column: SealedColumn; key: string; name: string; sealed: string };

/** Every sealed value of the database; `forUpdate` keeps others from changing them until the transaction ends. */
export async function readSealedValues(
  db: Queryable,
  options: { forUpdate: boolean },
): Promise<SealedValue[]> {
  const values: SealedValue[] = [];
  for (const column of SEALED_COLUMNS) {
    const { rows } = await db.query<{ key: string; name: string; sealed: string }>(
      `select t.${column.key}::text as key, ${column.nameSql} as name, t.${column.column} as sealed
       from ${column.table} t where t.${column.column} is not null
       order by 1 ${options.forUpdate ? 'for update of t' : ''}`,
    );
    values.push(...rows.map((row) => ({ column, ...row })));
  }
  return values;
}

/** What the key does not open, in words; all of it when there is no key. */
export async function findUnopened(db: Queryable, secretKey: string | null): Promise<string[]> {
  const values = await readSealedValues(db, { forUpdate: false });
  if (values.length === 0) {
    return [];
  }
  const sealers = secretKey === null ? null : createSealers(secretKey);
  const unopened: string[] = [];
  for (const { column, name, sealed } of values) {
    if (((await sealers?.[column.sealing].open(sealed)) ?? null) === null) {
      unopened.push(`${column.what} ${name}`);
    }
  }
  return unopened;
}
