import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { openSecretBox } from '@bellwether/server/access/secret-box';
import type { Database } from '@bellwether/server/db/open-database';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import {
  createInstallation,
  createMigratedInstallation,
  type Engine,
  type Installation,
} from '../support/installations.ts';
import { runOperation, spawnOperation } from '../support/run-operation.ts';
import { printAllTables } from '../support/whole-fingerprint.ts';

// The commands as a person runs them, beside a server that has the database open, and killed in the middle.

const KEY = 'a-secret-key-of-more-than-32-characters';

describe.each<Engine>(['embedded', 'postgres'])('backup and restore as commands, %s', (engine) => {
  let folder: string;
  let installation: Installation;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bw-command-'));
    installation = await createMigratedInstallation(engine);
  });
  afterEach(async () => {
    await installation.remove();
    await rm(folder, { recursive: true, force: true });
  });

  test('a backup beside a server that writes holds one instant, and the server goes on', async () => {
    const db = await installation.open();
    let written = 0;
    let isDone = false;
    const writing = (async () => {
      while (!isDone) {
        written += 1;
        await writePair(db, written);
      }
    })();
    await eventually(() => written > 10);
    const file = join(folder, 'running.backup.gz');
    const { status, stdout, stderr } = await runOperation(
      'backup/backup',
      [file],
      installation.env,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Checked: it was restored');
    expect(stdout).toContain('The secret key is not in it');
    const atEnd = written;
    await eventually(() => written > atEnd);
    isDone = true;
    await writing;
    await db.close();
    expect(await readdir(folder)).toEqual(['running.backup.gz']);

    const target = await createInstallation(engine);
    const restored = await runOperation('backup/restore', [file], target.env);
    expect(restored).toMatchObject({ status: 0, stderr: '' });
    const restoredDb = await target.open();
    const { rows } = await restoredDb.pool.query(
      'select (select count(*) from people) as people, (select count(*) from join_rules) as rules',
    );
    expect(rows[0].people).toBeGreaterThan(10);
    expect(rows[0].rules).toBe(rows[0].people);
    await restoredDb.close();
    await target.remove();
  });

  test('a restore is refused while a server has the database open', async () => {
    const db = await installation.open();
    await buildRepository(db.pool, { name: 'kept' });
    const file = join(folder, 'own.backup.gz');
    expect(
      await runOperation('backup/backup', [file, '--no-check'], installation.env),
    ).toMatchObject({ status: 0 });
    const before = await printAllTables(db, []);
    const refused = await runOperation('backup/restore', [file, '--force'], installation.env);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(
      engine === 'embedded'
        ? /in use by another Bellwether/
        : /stop every server and command first/,
    );
    expect(await printAllTables(db, [])).toEqual(before);
    await db.close();
  });

  test('a restore that is killed in the middle leaves the old records', async () => {
    const db = await installation.open();
    const file = join(folder, 'large.backup.gz');
    await db.pool.query(
      `insert into audit_events (at, actor_kind, actor_name, action, outcome, before)
       select now(), 'server', 'Bellwether', 'large', 'done', jsonb_build_object('text', repeat(md5(g::text), 20))
       from generate_series(1, 40000) g`,
    );
    await db.close();
    await runOperation('backup/backup', [file, '--no-check'], installation.env);
    const old = await createMigratedInstallation(engine);
    const oldDb = await old.open();
    await buildRepository(oldDb.pool, { name: 'old' });
    const before = await printAllTables(oldDb, []);
    await oldDb.close();

    const sizeBefore = await sizeOf(old);
    const restoring = spawnOperation('backup/restore', [file, '--force'], old.env);
    const ended = once(restoring, 'exit');
    await eventually(async () => (await sizeOf(old)) > sizeBefore + 8_000_000);
    restoring.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    const after = await old.open();
    expect(await printAllTables(after, [])).toEqual(before);
    await after.close();
    await old.remove();
  });

  test('no secret stands in the file, and a restore names what the present key does not open', async () => {
    const db = await installation.open();
    const box = openSecretBox({ passphrase: KEY, dataDir: installation.dataDir });
    await db.pool.query(
      `insert into connections (kind, api_url, login, secret_ciphertext) values ('token', 'https://api.github.com', 'octo', $1)`,
      [box.seal('ghp_planted0123456789')],
    );
    await db.close();
    const file = join(folder, 'sealed.backup.gz');
    await runOperation('backup/backup', [file, '--no-check'], installation.env);

    const text = gunzipSync(await readFile(file)).toString();
    expect(text).toContain('octo');
    expect(text).not.toContain('ghp_planted');
    expect(text).not.toContain(KEY);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const restore = (env: Record<string, string>) =>
      runOperation('backup/restore', [file, '--force'], { ...installation.env, ...env });
    const withKey = await restore({ BELLWETHER_SECRET_KEY: KEY });
    expect(withKey.stdout).toContain('The present secret key opens every stored secret.');
    const withOther = await restore({ BELLWETHER_SECRET_KEY: `${KEY}!` });
    expect(withOther.stdout).toContain('is not the one they were stored with');
    expect(withOther.stdout).toContain('- the token or App key of the connection octo');
    expect((await restore({})).stdout).toContain('There is no secret key here');
  });

  async function writePair(db: Database, n: number): Promise<void> {
    await db.transaction(async (tx) => {
      await tx.query('insert into people (display_name) values ($1)', [`Person ${n}`]);
      await tx.query(`insert into join_rules (kind, value, role) values ('domain', $1, 'lead')`, [
        `${n}.example.com`,
      ]);
    });
  }

  /** How much the database has written, also in a transaction that is under way. */
  async function sizeOf({ dataDir, databaseUrl }: Installation): Promise<number> {
    if (databaseUrl === undefined) {
      const base = join(dataDir, 'database/pgdata/base');
      const files = await readdir(base, { recursive: true, withFileTypes: true });
      const sizes = files
        .filter((one) => one.isFile())
        .map((one) =>
          stat(join(one.parentPath, one.name)).then(
            ({ size }) => size,
            () => 0,
          ),
        );
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    }

    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query('select pg_database_size(current_database())::float8 as n');
    await client.end();
    return rows[0].n;
  }
});
