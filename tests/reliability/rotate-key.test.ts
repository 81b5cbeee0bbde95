import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SEALED_COLUMNS } from '@bellwether/server/access/sealed-columns';
import { openSecretBox } from '@bellwether/server/access/secret-box';
import { readSecretKey } from '@bellwether/server/access/secret-key';
import type { Database } from '@bellwether/server/db/open-database';
import { readEnv } from '@bellwether/server/env';
import { createLog } from '@bellwether/server/log';
import { resealAll } from '@bellwether/server/operations/rotate-key/reseal';
import { rotateKey } from '@bellwether/server/operations/rotate-key/rotate-key';
import {
  settleKeyRotation,
  writeNextKey,
} from '@bellwether/server/operations/rotate-key/settle-key-rotation';
import {
  createSealers,
  findUnopened,
  readSealedValues,
} from '@bellwether/server/operations/sealed-values';
import { startServer } from '@bellwether/server/start-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import {
  createMigratedInstallation,
  type Engine,
  type Installation,
} from '../support/installations.ts';
import { runOperation, spawnOperation } from '../support/run-operation.ts';

// The key changes for every sealed column at once, or not at all, whenever it is killed.

const OLD = 'the-old-key-of-more-than-32-characters';
const NEW = 'the-new-key-of-more-than-32-characters';
const TOKEN = 'ghp_planted0123456789';

describe.each<Engine>(['embedded', 'postgres'])(
  'the secret key of an installation that is %s',
  (engine) => {
    let installation: Installation;
    let db: Database;

    beforeEach(async () => {
      installation = await createMigratedInstallation(engine);
      await writeFile(join(installation.dataDir, 'secret.key'), OLD, { mode: 0o600 });
      db = await installation.open();
      await sealSomething(db, OLD, 3);
    });
    afterEach(async () => {
      await db.close();
      await installation.remove();
    });

    const key = () => readSecretKey(null, installation.dataDir);
    const rotate = (newKey?: string) =>
      rotateKey({ db, dataDir: installation.dataDir, keyFromEnv: undefined, newKey });

    test('is changed with every sealed column, and the old one opens nothing any more', async () => {
      const { secrets, newKeyIsIn } = await rotate();
      expect({ secrets, newKeyIsIn }).toEqual({ secrets: 9, newKeyIsIn: 'file' });
      const changed = await key();
      expect(changed).not.toBe(OLD);
      expect(await findUnopened(db.pool, changed)).toEqual([]);
      expect(await findUnopened(db.pool, OLD)).toHaveLength(9);
      const { rows } = await db.pool.query(
        'select secret_ciphertext as s from connections limit 1',
      );
      const box = openSecretBox({ passphrase: changed, dataDir: '' });
      expect(box.open(rows[0].s)).toBe(TOKEN);
      expect((await stat(join(installation.dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
      expect(existsSync(join(installation.dataDir, 'secret.key.new'))).toBe(false);
    });

    test('every column of the list holds something in this test', async () => {
      const held = new Set(
        (await readSealedValues(db.pool, { forUpdate: false })).map(({ column }) => column),
      );
      expect(held.size).toBe(SEALED_COLUMNS.length);
    });

    test('changes nothing when one secret does not open, and names it', async () => {
      await db.pool.query(
        `update connections set secret_ciphertext = 'v1.spoilt', login = 'octo' where login = 'login-1'`,
      );
      await expect(rotate()).rejects.toThrow(
        /does not open the token or App key of the connection octo: nothing was changed/,
      );
      expect(await settleKeyRotation(db.pool, installation.dataDir)).toBe('undone');
      expect(await key()).toBe(OLD);
      expect(await findUnopened(db.pool, OLD)).toHaveLength(1);
    });

    test('broken off before the commit, the old key stays', async () => {
      await writeNextKey(installation.dataDir, NEW);
      await db.close();
      await startAndStop(installation);
      db = await installation.open();
      expect(await key()).toBe(OLD);
      expect(await findUnopened(db.pool, OLD)).toEqual([]);
      expect(existsSync(join(installation.dataDir, 'secret.key.new'))).toBe(false);
    });

    test('broken off after the commit, the next start takes the new key', async () => {
      await writeNextKey(installation.dataDir, NEW);
      await db.transaction((tx) => resealAll(tx, OLD, NEW));
      await db.close();
      await startAndStop(installation);
      db = await installation.open();
      expect(await key()).toBe(NEW);
      expect(await findUnopened(db.pool, NEW)).toEqual([]);
    });

    test('killed at work, the key that is found opens every secret', async () => {
      await sealSomething(db, OLD, 300);
      const next = join(installation.dataDir, 'secret.key.new');
      const before = await readFirstSealed(db);
      await db.close();
      const conditions = [
        () => existsSync(next),
        async () => existsSync(next) && (await readFile(next, 'utf8')) !== '',
      ];
      for (const isTime of conditions) {
        const rotating = spawnOperation('rotate-key/rotate-key', [], installation.env);
        const ended = new Promise((resolve) => rotating.once('exit', resolve));
        await eventually(isTime, { everyMs: 1 });
        rotating.kill('SIGKILL');
        await ended;
        db = await installation.open();
        await settleKeyRotation(db.pool, installation.dataDir);
        expect(await findUnopened(db.pool, await key())).toEqual([]);
        expect((await key()) === OLD).toBe((await readFirstSealed(db)) === before);
        await db.close();
      }
      db = await installation.open();
    });

    test('as a command: refused beside a server, done when it is stopped, without a word of the key', async () => {
      const refused = await runOperation('rotate-key/rotate-key', [], installation.env);
      expect(refused.status).toBe(1);
      await db.close();
      const done = await runOperation('rotate-key/rotate-key', [], {
        ...installation.env,
        BELLWETHER_NEW_SECRET_KEY: NEW,
      });
      expect(done).toMatchObject({ status: 0, stderr: '' });
      expect(done.stdout).toContain('9 stored secrets are sealed');
      expect(done.stdout).not.toContain(NEW);
      expect(await key()).toBe(NEW);
      const fromEnv = { ...installation.env, BELLWETHER_SECRET_KEY: NEW };
      const unnamed = await runOperation('rotate-key/rotate-key', [], fromEnv);
      expect(unnamed.stderr).toContain('give the new one in BELLWETHER_NEW_SECRET_KEY');
      const again = { ...fromEnv, BELLWETHER_NEW_SECRET_KEY: OLD };
      for (const _ of ['once', 'and again, as after a crash']) {
        const rotated = await runOperation('rotate-key/rotate-key', [], again);
        expect(rotated.stdout).toContain('Now set BELLWETHER_SECRET_KEY');
      }
      db = await installation.open();
      expect(await findUnopened(db.pool, OLD)).toEqual([]);
    });
  },
);

async function sealSomething(db: Database, key: string, count: number): Promise<void> {
  const box = openSecretBox({ passphrase: key, dataDir: '' });
  const factor = await createSealers(key)['sign-in'].seal('JBSWY3DPEHPK3PXP');
  for (let n = 1; n <= count; n += 1) {
    await db.pool.query(
      `insert into connections (kind, api_url, login, secret_ciphertext, webhook_secret_ciphertext)
       values ('token', 'https://api.github.com', $1, $2, $3)`,
      [`login-${n}`, box.seal(TOKEN), box.seal('planted-webhook-secret')],
    );
  }
  await db.pool.query(
    `insert into sign_in_settings (name, settings, secret_ciphertext, changed_at)
     values ('smtp', '{}', $1, now()) on conflict do nothing`,
    [box.seal('planted-mail-password')],
  );
  await db.pool.query(
    `insert into users (id, name, email) values ('u', 'Ada', 'ada@example.com') on conflict do nothing`,
  );
  await db.pool.query(
    `insert into two_factors (id, user_id, secret, backup_codes) values ('f', 'u', $1, $1)
     on conflict do nothing`,
    [factor],
  );
}

async function readFirstSealed(db: Database): Promise<string> {
  const { rows } = await db.pool.query(
    `select secret_ciphertext as s from connections where login = 'login-1' order by id limit 1`,
  );
  return rows[0].s;
}

async function startAndStop({ env }: Installation): Promise<void> {
  const server = await startServer({
    env: readEnv({ PORT: '0', ...env }),
    log: createLog('silent'),
    clock: () => new Date(),
    clientDir: null,
    onFatal: (error) => {
      throw error;
    },
  });
  await server.stop();
}
