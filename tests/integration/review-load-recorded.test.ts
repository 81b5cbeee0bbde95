import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Database } from '@bellwether/server/db/open-database';
import {
  type ReviewLoadAnswer,
  readReviewLoadAnswer,
} from '@bellwether/server/features/review-load/api-answer.service';
import { loadWorld } from '@bellwether/server/github-simulator/load-world';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordingFolders } from '../recorded/read-recording.ts';
import { openTestDatabase } from '../support/database.ts';
import { expectSameLoad, type RecordedLoad } from '../support/recorded-load.ts';
import { SEES_ALL } from '../support/sight.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';

const folders = recordingFolders();

test.runIf(folders.length === 0)('has no recorded repositories to compare with', (context) => {
  context.skip('there are none beside this checkout');
});

describe.each(folders.map((folder) => [basename(folder), folder]))(
  'review load of %s, read over HTTP and stored',
  (_, folder) => {
    let db: Database;
    let synced: SyncedWorld;
    let expected: RecordedLoad[];

    beforeAll(async () => {
      db = await openTestDatabase();
      synced = await serveWorld(db, loadWorld(folder));
      await synced.pass();
      const text = await readFile(join(folder, 'expected-review-load.json'), 'utf8');
      expected = Object.values(JSON.parse(text) as Record<string, RecordedLoad[]>).flat();
    });
    afterAll(async () => {
      await synced?.close();
      await db?.close();
    });

    async function answerTo(period: RecordedLoad): Promise<ReviewLoadAnswer> {
      return await readReviewLoadAnswer(
        { db, clock: () => new Date('2026-11-20T09:00:00Z') },
        { from: new Date(period.from), to: new Date(period.to), repositories: [] },
        SEES_ALL,
      );
    }

    test('equals the recorded load in every period', async () => {
      expect(expected.length).toBeGreaterThan(0);
      for (const period of expected) {
        const { from: _from, to: _to, withheld: _withheld, ...numbers } = await answerTo(period);
        expectSameLoad(numbers, period);
      }
    });

    test('lists people in the recorded order', async () => {
      for (const period of expected) {
        const { reviewers } = await answerTo(period);
        expect(reviewers.map(({ login }) => login)).toEqual(
          period.reviewers.map(({ login }) => login),
        );
      }
    });
  },
);
