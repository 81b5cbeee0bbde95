import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { restoreBackup } from '@bellwether/server/operations/backup/restore-backup';
import { writeBackup } from '@bellwether/server/operations/backup/write-backup';
import { StartError } from '@bellwether/server/start-error';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createMigratedInstallation,
  type Engine,
  type Installation,
} from '../support/installations.ts';
import { printAllTables } from '../support/whole-fingerprint.ts';

// A file that is not whole and genuine is refused in words, and the database stays as it was.

const log = createLog('silent');

describe.each<Engine>(['embedded', 'postgres'])(
  'a restore into a database that is %s',
  (engine) => {
    let folder: string;
    let installation: Installation;
    let db: Database;
    let good: Buffer;
    let before: Record<string, string>;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bw-refused-'));
      installation = await createMigratedInstallation(engine);
      db = await installation.open();
      await buildRepository(db.pool, { owner: 'acme', name: 'backed-up' });
      await writeBackup(db, join(folder, 'good'), new Date());
      good = await readFile(join(folder, 'good'));
      await buildRepository(db.pool, { owner: 'acme', name: 'newer' });
      before = await printAllTables(db, []);
    });
    afterAll(async () => {
      await db.close();
      await installation.remove();
      await rm(folder, { recursive: true, force: true });
    });

    let file: string;
    let count = 0;
    beforeEach(() => {
      count += 1;
      file = join(folder, `${count}.gz`);
    });

    async function expectRefused(bytes: Buffer, sentence: RegExp, force = true): Promise<void> {
      await writeFile(file, bytes);
      const restoring = restoreBackup({ db, file, force, log });
      await expect(restoring).rejects.toThrow(StartError);
      await expect(restoring).rejects.toThrow(sentence);
      expect(await printAllTables(db, [])).toEqual(before);
    }

    test('refuses a file that is cut off, wherever', async () => {
      for (const part of [0.02, 0.3, 0.7, 0.99]) {
        const bytes = good.subarray(0, Math.floor(good.length * part));
        await expectRefused(bytes, /is (cut off|damaged)/);
      }
      const text = gunzipSync(good).toString();
      const withoutEnd = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
      await expectRefused(gzipSync(withoutEnd), /is cut off: its end is missing/);
      await expectRefused(Buffer.alloc(0), /is cut off/);
    });

    test('refuses a file with altered bytes, wherever', async () => {
      for (const part of [0.1, 0.5, 0.9]) {
        const bytes = Buffer.from(good);
        const at = Math.floor(bytes.length * part);
        bytes[at] = (bytes[at] ?? 0) ^ 0x10;
        await expectRefused(bytes, /is damaged|is cut off/);
      }
    });

    test('refuses a file whose text was changed and packed again', async () => {
      await expectRefused(
        alter((text) => text.replace('backed-up', 'tampered!')),
        /is damaged \(the rows of repositories/,
      );
      await expectRefused(
        alter((text) => text.replace('"rows":1,', '"rows":2,')),
        /is damaged \(the rows of/,
      );
      await expectRefused(
        alter((text) => text.replace('"product":"', '"product":"9')),
        /is damaged \(its content/,
      );
      await expectRefused(
        alter((text) => `${text}{"more":1}\n`),
        /is damaged \(something follows its end/,
      );
      await expectRefused(
        alter((text) => text.replace('{"table":"accounts"}', '{"tabel":"accounts"}')),
        /is damaged \(a line/,
      );
      await expectRefused(
        alter((text) => text.replace('{"table":"accounts"}', '{"table":"commits"}')),
        /is damaged \(the table commits/,
      );
    });

    test('refuses what is no backup', async () => {
      await expectRefused(
        Buffer.from('-- a dump of something else\n'),
        /is no backup of Bellwether/,
      );
      await expectRefused(
        gzipSync('{"format":"something-else","version":1}\n'),
        /is no backup of Bellwether/,
      );
      await expect(
        restoreBackup({ db, file: join(folder, 'nothing'), force: true, log }),
      ).rejects.toThrow(/There is no file/);
      await expect(restoreBackup({ db, file: folder, force: true, log })).rejects.toThrow(
        StartError,
      );
    });

    test('refuses a newer format and migrations that it does not have', async () => {
      await expectRefused(
        alter((text) => text.replace('"version":1', '"version":2')),
        /newer Bellwether \(format 2, this one reads 1\)/,
      );
      await expectRefused(
        sealAgain(alter((text) => text.replace(/(20\d{12}_)access_control/, '$1from_the_future'))),
        /migration "20\d+_from_the_future"/,
      );
      await expectRefused(
        sealAgain(alter((text) => text.replace(/"checksum":"./, '"checksum":"z'))),
        /another migration/,
      );
    });

    test('refuses a genuine file whose columns are not those of its migrations', async () => {
      const bytes = alter((text) => text.replace('"columns":["id",', '"columns":["di",'));
      await expectRefused(sealAgain(bytes), /has other columns than this database/);
    });

    test('leaves the old records where the new ones break a reference in the end', async () => {
      const bytes = alter((text) =>
        text.replace(
          /(?<=\{"table":"repositories"\}\n\["[^"]+",")[^"]+/,
          '00000000-0000-4000-8000-00000000dead',
        ),
      );
      await writeFile(file, sealAgain(bytes));
      await expect(restoreBackup({ db, file, force: true, log })).rejects.toThrow(/foreign key/);
      expect(await printAllTables(db, [])).toEqual(before);
    });

    test('refuses to replace records unless it is forced, and then replaces all of them', async () => {
      await expectRefused(good, /is not empty \(there are .*add --force/, false);
      await restoreBackup({ db, file, force: true, log });
      const { rows } = await db.pool.query('select name from repositories');
      expect(rows).toEqual([{ name: 'backed-up' }]);
      await buildRepository(db.pool, { owner: 'acme', name: 'newer' });
    });

    test('never removes tables of something else', async () => {
      const other = await createMigratedInstallation(engine, 0);
      const foreign = await other.open();
      await foreign.pool.query(
        'create table ledger (entry text); insert into ledger values ($$1$$)',
      );
      await writeFile(file, good);
      await expect(restoreBackup({ db: foreign, file, force: true, log })).rejects.toThrow(
        /tables of something else \(ledger\)/,
      );
      expect((await foreign.pool.query('select entry from ledger')).rows).toEqual([{ entry: '1' }]);
      await foreign.close();
      await other.remove();
    });

    function alter(change: (text: string) => string): Buffer {
      const text = gunzipSync(good).toString();
      const changed = change(text);
      expect(changed).not.toBe(text);
      return gzipSync(changed);
    }
  },
);

/** Writes every hash and count anew, as somebody would who knows the format. */
function sealAgain(bytes: Buffer): Buffer {
  const out: string[] = [];
  let rows: string[] = [];
  for (const line of gunzipSync(bytes).toString().split('\n')) {
    if (line.startsWith('[')) {
      rows.push(line);
      out.push(line);
    } else if (line.startsWith('{"end"')) {
      const { end } = JSON.parse(line);
      const sha256 = hash(rows.map((row) => `${row}\n`).join(''));
      out.push(JSON.stringify({ end, rows: rows.length, sha256 }));
      rows = [];
    } else if (line.startsWith('{"complete"')) {
      const sha256 = hash(out.map((one) => `${one}\n`).join(''));
      out.push(JSON.stringify({ ...JSON.parse(line), sha256 }));
    } else if (line !== '') {
      out.push(line);
    }
  }
  return gzipSync(`${out.join('\n')}\n`);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
