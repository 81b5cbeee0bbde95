import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { SecretBox } from '../app-context.ts';
import { StartError } from '../start-error.ts';
import { deriveSecret } from './derive-secret.ts';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets with AES-256-GCM. The key comes from the environment's passphrase, or else from a file
 * in the data folder that is made once and that only the server's user can read.
 * @throws StartError when that file can be neither made nor read
 */
export function openSecretBox(options: { passphrase: string | null; dataDir: string }): SecretBox {
  const secret = options.passphrase ?? readOrMakeKey(options.dataDir);
  const key = scryptSync(secret, 'bellwether secrets', 32);
  return {
    seal: (plain) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([nonce, cipher.getAuthTag(), body]);
      return `${VERSION}.${sealed.toString('base64url')}`;
    },
    open: (sealed) => openSealed(key, sealed),
    derive: (purpose) => deriveSecret(secret, purpose),
  };
}

function openSealed(key: Buffer, sealed: string): string {
  const [version, payload] = sealed.split('.');
  const bytes = Buffer.from(payload ?? '', 'base64url');
  try {
    if (version !== VERSION) {
      throw new Error('unknown version');
    }
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new AppError('internal', 'A stored secret cannot be read with the present key.', {
      remedy: 'Start with the BELLWETHER_SECRET_KEY that it was stored with, or enter it again.',
      cause,
    });
  }
}

function readOrMakeKey(dataDir: string): string {
  const file = path.join(dataDir, 'secret.key');
  try {
    makeKey(file);
    const key = readFileSync(file, 'utf8').trim();
    if (key !== '') {
      return key;
    }
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} cannot be used (${(error as Error).message}): let this user write there, or set BELLWETHER_DATA_DIR to another folder.`,
    );
  }
  throw new StartError(
    `The secret key ${file} is empty: restore it from a backup, or remove it and enter the tokens again.`,
  );
}

function makeKey(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
}
