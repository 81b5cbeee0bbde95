import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file of the data folder that holds the secret key, unless the environment gives it. */
export function secretKeyFile(dataDir: string): string {
  return join(dataDir, 'secret.key');
}

/** Holds the key that comes next, while it is being changed. */
export function nextSecretKeyFile(dataDir: string): string {
  return join(dataDir, 'secret.key.new');
}

/** The installation's secret key; null when neither the environment nor the data folder has one. Makes none. */
export async function readSecretKey(
  fromEnv: string | null,
  dataDir: string,
): Promise<string | null> {
  return fromEnv ?? (await readKeyFile(secretKeyFile(dataDir)));
}

/** What stands in a key file; null when it is not there or empty. */
export async function readKeyFile(file: string): Promise<string | null> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return text === '' ? null : text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
