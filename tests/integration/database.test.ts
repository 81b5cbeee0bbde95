import { setTimeout as wait } from 'node:timers/promises';
import { migrate } from '@bellwether/server/db/migrate';
import { readMigrationFiles } from '@bellwether/server/db/migration-files';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, openTestDatabase } from '../support/database.ts';

const log = createLog('silent');

describe('a database', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it('reads instants as Date, whole numbers and decimals as number, and days as text', async () => {
    const { rows } = await db.pool.query(
      `SELECT timestamptz '2026-03-29T02:30:00+02:00' AS instant, 42::int8 AS whole,
              9007199254740993::int8 AS huge, 1.5::numeric AS decimal, date '2026-01-31' AS day`,
    );
    expect(rows[0]).toEqual({
      instant: new Date('2026-03-29T00:30:00Z'),
      whole: 42,
      huge: 9007199254740993n,
      decimal: 1.5,
      day: '2026-01-31',
    });
  });

  it('shows Prisma and plain SQL the same rows', async () => {
    const person = await db.prisma.person.create({ data: { displayName: 'Ada' } });
    const { rows } = await db.pool.query('SELECT display_name FROM people WHERE id = $1', [
      person.id,
    ]);
    expect(rows).toEqual([{ display_name: 'Ada' }]);
  });

  it('keeps all of a transaction or nothing', async () => {
    await db.pool.query('CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)');
    const failing = db.transaction(async (tx) => {
      await tx.query('INSERT INTO kept VALUES (1)');
      await tx.query('INSERT INTO kept VALUES (1)');
    });
    await expect(failing).rejects.toThrow(/duplicate key/);
    await db.transaction((tx) => tx.query('INSERT INTO kept VALUES (2)'));
    expect((await db.pool.query('SELECT id FROM kept')).rows).toEqual([{ id: 2 }]);
  });

  it('keeps transactions apart that run at once, and loses no addition', async () => {
    await db.pool.query('CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)');
    const add = () =>
      db.transaction(async (tx) => {
        const { rows } = await tx.query('SELECT n FROM counter FOR UPDATE');
        await wait(1);
        await tx.query('UPDATE counter SET n = $1', [rows[0].n + 1]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await db.pool.query('SELECT n FROM counter')).rows).toEqual([{ n: 20 }]);
  });

  it('answers each of many statements with its own answer, also when they are large', async () => {
    const texts = Array.from({ length: 60 }, (_, at) =>
      String(at).padStart(at % 3 ? 5 : 300_000, '0'),
    );
    const answers = await Promise.all(
      texts.map(async (text, at) => {
        const { rows } = await db.pool.query(`SELECT $1::text AS text, ${at % 7} AS kind`, [text]);
        return rows[0].text === text && rows[0].kind === at % 7;
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });
});

describe('migrate', () => {
  async function withEmptyDatabase(work: (open: () => Promise<Database>) => Promise<void>) {
    const place = await createTestDatabase('empty');
    const opened: Database[] = [];
    try {
      await work(async () => {
        const database = await openDatabase({ ...place, log });
        opened.push(database);
        return database;
      });
    } finally {
      await Promise.all(opened.map((database) => database.close()));
      await place.remove();
    }
  }

  it('applies every migration once, and finds nothing to do the second time', () =>
    withEmptyDatabase(async (open) => {
      const db = await open();
      const names = (await readMigrationFiles()).map(({ name }) => name);
      expect(await migrate(db, log)).toEqual(names);
      expect(await migrate(db, log)).toEqual([]);
    }));

  // A data folder has one server, which the lock sees to; a Postgres may have several.
  const hasSeveralServers = inject('databaseTemplate').engine === 'postgres';
  it.runIf(hasSeveralServers)('applies each migration once when two migrate at the same time', () =>
    withEmptyDatabase(async (open) => {
      const first = await open();
      const second = await open();
      const names = (await readMigrationFiles()).map(({ name }) => name);
      const applied = await Promise.all([migrate(first, log), migrate(second, log)]);
      expect(applied.flat().sort()).toEqual(names);
      const { rows } = await first.pool.query('SELECT migration_name FROM _prisma_migrations');
      expect(rows.map((row) => row.migration_name).sort()).toEqual(names);
    }),
  );

  it('refuses a database that is newer than the code', () =>
    withEmptyDatabase(async (open) => {
      const db = await open();
      const files = await readMigrationFiles();
      await migrate(db, log);
      await expect(migrate(db, log, files.slice(1))).rejects.toThrow(
        /^The database is newer than this Bellwether/,
      );
    }));

  it('refuses a database in which a migration did not finish', () =>
    withEmptyDatabase(async (open) => {
      const db = await open();
      await migrate(db, log);
      await db.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
      await expect(migrate(db, log)).rejects.toThrow(/began in this database and did not finish/);
    }));

  it('leaves the database as it was when a migration fails, and applies it when it is mended', () =>
    withEmptyDatabase(async (open) => {
      const db = await open();
      const good = {
        name: '1_good',
        checksum: 'a',
        sql: `CREATE TABLE good (note text DEFAULT ';');`,
      };
      const bad = { name: '2_bad', checksum: 'b', sql: 'CREATE TABLE bad (a int); SELECT broken;' };
      await expect(migrate(db, log, [good, bad])).rejects.toThrow(/is as it was before/);
      const { rows } = await db.pool.query(
        `SELECT to_regclass('good') AS good, to_regclass('bad') AS bad`,
      );
      expect(rows).toEqual([{ good: null, bad: null }]);
      const mended = { ...bad, sql: 'CREATE TABLE bad (a int);' };
      expect(await migrate(db, log, [good, mended])).toEqual(['1_good', '2_bad']);
    }));
});
