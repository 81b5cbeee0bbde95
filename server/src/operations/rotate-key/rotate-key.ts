import { randomBytes } from 'node:crypto';
import { readSecretKey } from '../../access/secret-key.ts';
import type { Database } from '../../db/open-database.ts';
import { StartError } from '../../start-error.ts';
import { resealAll } from './reseal.ts';
import { putKeyInPlace, settleKeyRotation, writeNextKey } from './settle-key-rotation.ts';

export type RotateOptions = {
  db: Database;
  dataDir: string;
  /** The present key, where the environment gives it; undefined: the file of the data folder is the key. */
  keyFromEnv: string | undefined;
  /** Undefined: one is made, which only a key file allows. */
  newKey: string | undefined;
};

export type RotatedKey = {
  /** How many secrets were sealed anew. */
  secrets: number;
  /** Who has to put the new key in place: it is done, or a person sets the variable. */
  newKeyIsIn: 'file' | 'environment';
};

/**
 * Seals every stored secret with a new key in one transaction. With a key file, the new key lies beside it before, and takes its
 * place after: whenever this is killed, the next start finds the key that opens the secrets.
 * @throws StartError when a key is missing, or the present one does not open every secret
 */
export async function rotateKey(options: RotateOptions): Promise<RotatedKey> {
  const { db, dataDir, keyFromEnv } = options;
  if (keyFromEnv === undefined) {
    await settleKeyRotation(db.pool, dataDir);
  }
  const oldKey = await readSecretKey(keyFromEnv ?? null, dataDir);
  if (oldKey === null) {
    throw new StartError(
      `There is no secret key in ${dataDir}: it is made at the first start, or set as BELLWETHER_SECRET_KEY.`,
    );
  }
  const newKey = options.newKey ?? makeKey(keyFromEnv);
  if (newKey === oldKey) {
    throw new StartError('BELLWETHER_NEW_SECRET_KEY is the present key: choose another one.');
  }
  if (keyFromEnv !== undefined) {
    const secrets = await db.transaction((tx) => resealAll(tx, oldKey, newKey));
    return { secrets, newKeyIsIn: 'environment' };
  }
  await writeNextKey(dataDir, newKey);
  const secrets = await db.transaction((tx) => resealAll(tx, oldKey, newKey));
  await putKeyInPlace(dataDir);
  return { secrets, newKeyIsIn: 'file' };
}

function makeKey(keyFromEnv: string | undefined): string {
  if (keyFromEnv !== undefined) {
    throw new StartError(
      'The present key comes from BELLWETHER_SECRET_KEY: give the new one in BELLWETHER_NEW_SECRET_KEY, for example the output of: openssl rand -hex 32.',
    );
  }
  return randomBytes(32).toString('base64url');
}
