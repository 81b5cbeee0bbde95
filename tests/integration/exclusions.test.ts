import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { cycleTimeRouter } from '@bellwether/server/features/cycle-time/cycle-time.router';
import { readMetric } from '@bellwether/server/features/cycle-time/metric.service';
import {
  proposeSettings,
  readDefinitions,
  restoreRevision,
} from '@bellwether/server/features/definitions/definitions.service';
import { previewSettings } from '@bellwether/server/features/definitions/preview.service';
import { createLog } from '@bellwether/server/log';
import { deriveFactsAnew } from '@bellwether/server/sync/derive-facts';
import { saveFacts } from '@bellwether/server/sync/facts.save';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import {
  type DefinitionSettings,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { contextOf } from '../support/request-context.ts';
import { SEES_ALL } from '../support/sight.ts';
import { storedCsv } from '../support/stored-csv.ts';

const log = createLog('silent');
const clock = () => new Date('2026-03-20T12:00:00Z');
const HOUR = 3600;
const march = { from: '2026-03-01', to: '2026-04-01' };
const all = { repositories: [], authors: [], baseBranches: [], labels: [] };
const createCaller = createCallerFactory(cycleTimeRouter);
const withTrains: DefinitionSettings = {
  ...freshSettings,
  exclusions: [
    {
      ...{ name: 'Release trains', field: 'base-branch', pattern: 'release/*', effect: 'hide' },
      ...{ teamId: null, by: null },
    },
    {
      ...{ name: 'Nothing', field: 'label', pattern: 'no-such-label', effect: 'hide' },
      ...{ teamId: null, by: null },
    },
  ],
};

let db: Database;
let app: AppContext;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

/** Six that are picked up after 8 hours, eight release trains after one, one of each that is open. */
beforeEach(async () => {
  await db.pool.query(
    'truncate connections, accounts, definition_settings, staged_facts restart identity cascade',
  );
  const jobs = { send: async () => undefined, list: async () => [], retry: async () => undefined };
  app = { db, clock, log, jobs } as unknown as AppContext;
  const repository = await buildRepository(db.pool);
  const reviewer = await buildAccount(db.pool, { login: 'tom', type: 'User' });
  for (let number = 1; number <= 14; number += 1) {
    const day = `2026-03-${String(number).padStart(2, '0')}`;
    const isTrain = number > 6;
    await buildPullRequest(db.pool, {
      ...{ repositoryId: repository.id, number, state: 'merged' as const },
      baseBranch: isTrain ? `release/${number}` : 'main',
      createdAt: new Date(`${day}T09:00:00Z`),
      mergedAt: new Date(`${day}T20:00:00Z`),
      updatedAt: new Date(`${day}T20:00:00Z`),
      reviews: [
        {
          ...{ authorId: reviewer.id, state: 'APPROVED' },
          submittedAt: new Date(`${day}T${isTrain ? '10' : '17'}:00:00Z`),
        },
      ],
    });
  }
  for (const number of [15, 16]) {
    await buildPullRequest(db.pool, {
      ...{ repositoryId: repository.id, number, state: 'open' as const },
      baseBranch: number === 15 ? 'main' : 'Release/16',
      createdAt: new Date('2026-03-16T09:00:00Z'),
    });
  }
});

const derive = () => deriveFactsAnew({ db, clock, log, signal: new AbortController().signal });

async function propose(settings: DefinitionSettings): Promise<void> {
  const { latestRevision: basedOn } = await readDefinitions(app, SEES_ALL);
  await proposeSettings(app, { settings, note: '', basedOn }, 'Ada');
}

/** Everything on the page of cycle time, and the answer for other programs. */
async function readNumbers() {
  const caller = createCaller(contextOf(app));
  const overview = await caller.overview({ filter: march, metric: 'pickup', bucket: 'month' });
  const { n, p50, censored, excluded } = overview.summary;
  const api = await readMetric(
    app,
    {
      ...{ metric: 'pickup', bucket: 'month', clock: 'wall', repositories: [] },
      ...{ from: new Date('2026-03-01'), to: new Date('2026-04-01') },
    },
    SEES_ALL,
  );
  return {
    summary: { n, p50, censored, excluded },
    api: api.buckets.map((bucket) => [bucket.n, bucket.excluded]),
    stages: overview.stagesSummary.n,
    dots: (await caller.scatter({ filter: march, metric: 'pickup' })).total,
    waiting: (await caller.waiting(all)).items.map(({ number }) => number).sort(),
    merged: (await caller.reviewCoverage({ filter: march, bucket: 'month' })).merged,
  };
}

const everything = {
  summary: { n: 14, p50: HOUR, censored: 2, excluded: {} },
  api: [[14, {}]],
  ...{ stages: 14, dots: 14, waiting: [15, 16], merged: 14 },
};
const withoutTrains = {
  summary: { n: 6, p50: 8 * HOUR, censored: 1, excluded: { 'Release trains': 8 } },
  api: [[6, { 'Release trains': 8 }]],
  ...{ stages: 6, dots: 6, waiting: [15], merged: 6 },
};

describe('what a rule leaves out (B14)', () => {
  it('counts until all is worked out, then leaves every number and stands beside it, and comes back', async () => {
    const before = await readNumbers();
    await propose(withTrains);
    expect(await readNumbers()).toEqual(before);
    await derive();
    const after = await readNumbers();
    expect(after.summary.excluded).toEqual({ 'Release trains': 8 });
    expect(after).toEqual(withoutTrains);
    const basedOn = (await readDefinitions(app, SEES_ALL)).latestRevision;
    await restoreRevision(app, { revision: 0, basedOn }, 'Ada');
    expect(await readNumbers()).toEqual(after);
    await derive();
    expect(await readNumbers()).toEqual(before);
    expect(before).toEqual(everything);
  });

  it('stays stored and exported, every row as it was', async () => {
    const before = await storedCsv(db);
    await propose(withTrains);
    await derive();
    expect(await storedCsv(db)).toBe(before);
    expect(before).toContain('release/12');
  });

  it('is decided anew when a pull request changes', async () => {
    await propose(withTrains);
    await derive();
    const { rows } = await db.pool.query<{ id: string }>(
      `update pull_requests set base_branch = 'main' where number = 12 returning id`,
    );
    await db.transaction((tx) => saveFacts(tx, [rows[0]?.id ?? '']));
    expect((await readNumbers()).summary).toMatchObject({
      n: 7,
      excluded: { 'Release trains': 7 },
    });
  });

  it('is named by the rule even when a bot wrote it', async () => {
    await db.pool.query(`update accounts set type = 'Bot' where id in
      (select author_id from pull_requests where number in (1, 12))`);
    await propose(withTrains);
    await derive();
    const { summary } = await readNumbers();
    expect(summary).toMatchObject({ n: 5, excluded: { bot: 1, 'Release trains': 8 } });
  });
});

describe('a preview of it', () => {
  it('tells which pull requests each rule finds, the open ones among them, with the latest first', async () => {
    const { exclusions, medians, changes } = await previewSettings(app, withTrains);
    expect(exclusions).toEqual([
      {
        ...{ name: 'Release trains', effect: 'hide', pullRequests: 9, open: 1 },
        examples: [16, 14, 13, 12, 11, 10, 9, 8, 7].map((number) =>
          expect.objectContaining({ number }),
        ),
      },
      { name: 'Nothing', effect: 'hide', pullRequests: 0, open: 0, examples: [] },
    ]);
    expect(medians[0]).toMatchObject({ nowSeconds: HOUR, nowN: 14, thenSeconds: 8 * HOUR });
    expect(changes).toHaveLength(2);
    expect((await previewSettings(app, freshSettings)).exclusions).toEqual([]);
  });

  it.each([
    ['author-class', 'human', 16],
    ['draft', 'yes', 1],
    ['age', '2', 2],
    ['pull-request', 'PLACE#3 place#4', 2],
  ] as const)('finds by %s', async (field, text, found) => {
    await db.pool.query('update pull_requests set is_draft = true where number = 15');
    const { rows } = await db.pool.query<{ name: string }>(
      `select lower(owner || '/' || name) name from repositories`,
    );
    const pattern = text.replace(/place/gi, rows[0]?.name ?? '');
    const rule = {
      name: 'It',
      field,
      pattern,
      effect: 'separate' as const,
      teamId: null,
      by: null,
    };
    const preview = await previewSettings(app, { ...freshSettings, exclusions: [rule] });
    expect(preview.exclusions).toMatchObject([{ pullRequests: found, effect: 'separate' }]);
  });
});
