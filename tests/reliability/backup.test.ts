import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { checkBackup } from '@bellwether/server/operations/backup/check-backup';
import { LEFT_OUT_TABLES } from '@bellwether/server/operations/backup/left-out-tables';
import { restoreBackup } from '@bellwether/server/operations/backup/restore-backup';
import { writeBackup } from '@bellwether/server/operations/backup/write-backup';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillEveryTable } from '../support/fill-every-table.ts';
import {
  createInstallation,
  createMigratedInstallation,
  type Engine,
  type Installation,
} from '../support/installations.ts';
import { printAllTables } from '../support/whole-fingerprint.ts';

const log = createLog('silent');
const ENGINES: readonly Engine[] = ['embedded', 'postgres'];
const LEFT_OUT = Object.keys(LEFT_OUT_TABLES);
/** One row by its migration, and no second one. */
const FILLED = [...LEFT_OUT, 'instances'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bw-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withDatabase<T>(
  installation: Installation,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await installation.open();
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

describe.each(ENGINES)('a backup of a database that is %s', (engine) => {
  let source: Installation;
  let file: string;
  let prints: Record<string, string>;
  let filled: string[];

  beforeAll(async () => {
    source = await createMigratedInstallation(engine);
    file = join(folder, `${engine}.backup.gz`);
    await withDatabase(source, async (db) => {
      filled = await fillEveryTable(db, FILLED);
      await db.pool.query(
        `insert into sessions (id, user_id, token, expires_at)
         select 's', id, 'planted-session-token', now() from users limit 1`,
      );
      await db.pool.query(
        `select setval('audit_events_id_seq', 4711, true), setval('data_version_seq', 42, false)`,
      );
      prints = await printAllTables(db, LEFT_OUT);
      await writeBackup(db, file, new Date());
    });
  });
  afterAll(() => source.remove());

  test('holds rows of every table that is not left out', () => {
    expect(Object.keys(prints)).toEqual(
      [...filled, 'instances'].map((name) => `public.${name}`).sort(),
    );
  });

  test.each(ENGINES)('gives an equal database on %s', async (target) => {
    const installation = await createInstallation(target);
    await withDatabase(installation, async (db) => {
      await restoreBackup({ db, file, force: false, log });
      expect(await printAllTables(db, LEFT_OUT)).toEqual(prints);
      expect((await db.pool.query('select from sessions')).rowCount).toBe(0);
      const next = await db.pool.query(
        `select nextval('audit_events_id_seq') as event, nextval('data_version_seq') as version`,
      );
      expect(next.rows).toEqual([{ event: 4712, version: 42 }]);
      await expect(db.pool.query('delete from audit_events')).rejects.toThrow(/new rows alone/);
      await expect(db.pool.query('truncate audit_events')).rejects.toThrow(/new rows alone/);
      await expect(
        db.pool.query(`insert into role_grants (user_id, role) values ('nobody', 'lead')`),
      ).rejects.toThrow(/role_grants_user_id_fkey/);
    });
    await installation.remove();
  });

  test('is a file of its owner alone, and nothing else is left beside it', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await checkBackup(file, log);
    expect((await readdir(folder)).filter((name) => !name.endsWith('.backup.gz'))).toEqual([]);
  });

  test('is the same rows when it is taken of what was restored from it', async () => {
    const installation = await createInstallation(engine);
    await withDatabase(installation, async (db) => {
      await restoreBackup({ db, file, force: false, log });
      const again = join(folder, `${engine}-again.backup.gz`);
      const first = await withDatabase(source, (from) =>
        writeBackup(from, join(folder, `${engine}-once-more.backup.gz`), new Date()),
      );
      expect((await writeBackup(db, again, new Date())).tables).toEqual(first.tables);
    });
    await installation.remove();
  });

  test('of an older version is brought up to date', async () => {
    const old = await createMigratedInstallation(engine, 2);
    const oldFile = join(folder, `${engine}-old.backup.gz`);
    await withDatabase(old, async (db) => {
      await db.pool.query(
        `insert into people (id, display_name) values (gen_random_uuid(), 'Ada')`,
      );
      await writeBackup(db, oldFile, new Date());
    });
    await old.remove();
    const installation = await createInstallation(engine);
    await withDatabase(installation, async (db) => {
      const { migrated } = await restoreBackup({ db, file: oldFile, force: false, log });
      expect(migrated.length).toBeGreaterThan(0);
      expect((await db.pool.query('select display_name as name from people')).rows).toEqual([
        { name: 'Ada' },
      ]);
      expect((await db.pool.query('select from instances')).rowCount).toBe(1);
    });
    await installation.remove();
  });
});
