import { chmod, open, rename, rm } from 'node:fs/promises';
import { nextSecretKeyFile, readKeyFile, secretKeyFile } from '../../access/secret-key.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { createSealers, readSealedValues } from '../sealed-values.ts';

/** What a change of the key that broke off has come to. */
export type SettledRotation = 'none' | 'finished' | 'undone';

/**
 * Ends a change of the key file that was broken off: where the next key opens every secret, their transaction was
 * committed and the next key becomes the key; otherwise it was not, and the next key goes. Servers call it before they
 * use the key.
 */
export async function settleKeyRotation(db: Queryable, dataDir: string): Promise<SettledRotation> {
  const next = nextSecretKeyFile(dataDir);
  const key = await readKeyFile(next);
  if (key === null) {
    await rm(next, { force: true });
    return 'none';
  }
  if (await opensAll(db, key)) {
    await putKeyInPlace(dataDir);
    return 'finished';
  }
  await rm(next, { force: true });
  return 'undone';
}

async function opensAll(db: Queryable, key: string): Promise<boolean> {
  const sealers = createSealers(key);
  const values = await readSealedValues(db, { forUpdate: false });
  const opened = await Promise.all(
    values.map(({ column, sealed }) => sealers[column.sealing].open(sealed)),
  );
  return values.length > 0 && opened.every((plain) => plain !== null);
}

/** Writes the next key beside the present one, on the disk before it returns. */
export async function writeNextKey(dataDir: string, key: string): Promise<void> {
  const handle = await open(nextSecretKeyFile(dataDir), 'w', 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the next key the key. The old one is gone afterwards. */
export async function putKeyInPlace(dataDir: string): Promise<void> {
  await chmod(nextSecretKeyFile(dataDir), 0o600);
  await rename(nextSecretKeyFile(dataDir), secretKeyFile(dataDir));
  const folder = await open(dataDir, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
