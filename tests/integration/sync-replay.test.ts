import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Database } from '@bellwether/server/db/open-database';
import { loadWorld } from '@bellwether/server/github-simulator/load-world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordingFolders } from '../recorded/read-recording.ts';
import { openTestDatabase } from '../support/database.ts';
import { instantsOf, replayWorld } from '../support/replay-world.ts';
import { storedCsv } from '../support/stored-csv.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
const MONTH_DAYS = 28;
const folder = recordingFolders().find((path) => basename(path) === 'bitcoin-core__gui');

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
});
afterEach(() => db?.close());

// The bench "replay" does every week of all years.
test.skipIf(folder === undefined)(
  'a recorded repository read as it grew, by weeks in its last year and by months before, gives the export of one backfill',
  { timeout: 600_000 },
  async () => {
    const world = loadWorld(folder ?? '');
    const lastYear = Date.parse(world.endsAt ?? '') - 365 * DAY_MS;
    const instants = instantsOf(world, (at) => (at.getTime() < lastYear ? MONTH_DAYS : WEEK_DAYS));
    const { passes } = await replayWorld(db, world, instants);
    expect(passes).toBeGreaterThan(100);
    const expected = await readFile(join(folder ?? '', 'expected.csv'), 'utf8');
    expect((await storedCsv(db)).split(/\r?\n/)).toEqual(expected.split(/\r?\n/));
  },
);
