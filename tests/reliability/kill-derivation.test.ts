import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { rulesOf } from '@bellwether/server/db/load-definition-settings';
import { loadPullRequestHistories } from '@bellwether/server/db/load-pull-request-histories';
import { migrate } from '@bellwether/server/db/migrate';
import type { Database } from '@bellwether/server/db/open-database';
import { insertRevision } from '@bellwether/server/features/definitions/definitions.store';
import { seededRandom } from '@bellwether/server/github-simulator/faults';
import { createLog } from '@bellwether/server/log';
import { deriveFactsAnew } from '@bellwether/server/sync/derive-facts';
import {
  type DefinitionSettings,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { afterEach, describe, expect, test } from 'vitest';
import { root } from '../support/cruise.ts';
import { type BackfillPlace, layOutBackfill } from '../support/interrupted-backfill.ts';

const PULL_REQUESTS = 60;
const KILLS = 6;
const MOST_STEPS = 8;
const MAX_DELAY_MS = 30;
const log = createLog('silent');
const program = 'tests/support/derive-facts.program.ts';
const settings: DefinitionSettings = {
  ...freshSettings,
  authorClasses: { entries: [{ pattern: 'helper', authorClass: 'bot' }], switchedOff: [] },
};

const places: BackfillPlace[] = [];
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.remove()));
});

async function fill(db: Database): Promise<void> {
  await migrate(db, log);
  const repository = await buildRepository(db.pool);
  const helper = await buildAccount(db.pool, { login: 'helper', type: 'User' });
  for (let number = 1; number <= PULL_REQUESTS; number += 1) {
    const createdAt = new Date(Date.UTC(2026, 2, 2, 9, number));
    await buildPullRequest(db.pool, {
      ...{ repositoryId: repository.id, number, createdAt },
      reviews: [
        {
          ...{ authorId: helper.id, state: 'COMMENTED' },
          submittedAt: new Date(createdAt.getTime() + 60_000),
        },
      ],
    });
  }
  const made = { note: null, createdAt: new Date(), createdBy: null, basedOn: 0 };
  await db.transaction((tx) => insertRevision(tx, { settings, ...made }));
}

/** Begins the work in a process of its own and kills it a random time after a random step. */
async function deriveUntilKilled(place: BackfillPlace, random: () => number): Promise<void> {
  const url = place.env.DATABASE_URL;
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=bellwether-source', '--import', 'tsx', program, place.dataDir],
      ...(url === undefined ? [] : [url]),
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  let left = 1 + Math.floor(random() * MOST_STEPS);
  for await (const _ of createInterface(child.stdout)) {
    left -= 1;
    if (left === 0) {
      await new Promise((resolve) => setTimeout(resolve, random() * MAX_DELAY_MS));
      child.kill('SIGKILL');
      break;
    }
  }
  await ended;
}

async function readFacts(db: Database) {
  const { rows } = await db.pool.query<{ id: string; revision: number; pickup: number | null }>(
    `select pull_request_id id, settings_revision revision, pickup_seconds pickup
     from pull_request_facts order by 1`,
  );
  return rows;
}

async function factsBy(db: Database, wanted: DefinitionSettings, revision: number) {
  const { rows } = await db.pool.query<{ id: string }>('select id from pull_requests order by id');
  const histories = await loadPullRequestHistories(
    db.pool,
    rows.map(({ id }) => id),
  );
  return histories.map((history) => {
    const { pullRequestId, pickupSeconds } = deriveFacts(history, rulesOf(wanted));
    return { id: pullRequestId, revision, pickup: pickupSeconds };
  });
}

describe.each(['embedded', 'postgres'] as const)(
  'a server killed while it derives, %s',
  (engine) => {
    test('leaves all the old numbers or all the new ones, and the next one goes on', async () => {
      const place = await layOutBackfill(engine);
      places.push(place);
      let db = await place.open();
      await fill(db);
      const before = await factsBy(db, freshSettings, 0);
      const after = await factsBy(db, settings, 1);
      expect(before[0]?.pickup).not.toEqual(after[0]?.pickup);
      const random = seededRandom(7);
      for (let kill = 0; kill < KILLS; kill += 1) {
        await db.close();
        await deriveUntilKilled(place, random);
        db = await place.open();
        const facts = await readFacts(db);
        expect([before, after]).toContainEqual(facts);
      }
      await deriveFactsAnew({
        ...{ db, log, clock: () => new Date(), signal: new AbortController().signal },
      });
      expect(await readFacts(db)).toEqual(after);
      const { rows } = await db.pool.query('select count(*) n from staged_facts');
      expect(rows).toEqual([{ n: 0 }]);
      await db.close();
    });
  },
);
