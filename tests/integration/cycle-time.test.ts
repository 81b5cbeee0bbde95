import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository, buildSyncStream } from '@bellwether/prisma/factories/build-repository';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { cycleTimeRouter } from '@bellwether/server/features/cycle-time/cycle-time.router';
import { createLog } from '@bellwether/server/log';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { contextOf } from '../support/request-context.ts';

const now = new Date('2026-03-20T09:00:00Z');
const march = { from: '2026-03-01', to: '2026-04-01' };
const all = { repositories: [], authors: [], baseBranches: [], labels: [] };
const createCaller = createCallerFactory(cycleTimeRouter);

function callerOf(db: Database, role: 'admin' | null = 'admin') {
  const app = { db, clock: () => now, log: createLog('silent') } as AppContext;
  return createCaller(contextOf(app, role));
}

describe('an empty database', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  it('answers with empty shapes: every bucket there, nothing drawn as zero', async () => {
    const overview = await callerOf(db).overview({ filter: march, bucket: 'week' });
    expect(overview.buckets).toHaveLength(6);
    for (const bucket of [...overview.buckets, ...overview.previous.buckets]) {
      expect(bucket).toMatchObject({ n: 0, p50: null, mean: null, interval80: null, censored: 0 });
    }
    expect(overview.stagesSummary).toMatchObject({ n: 0, pickupSeconds: null });
    expect(overview.quality).toMatchObject({
      dataAsOf: null,
      coverage: null,
      isSyncing: false,
      problems: [],
    });
  });

  it('has no dots, nothing that waits and nothing merged', async () => {
    const caller = callerOf(db);
    expect(await caller.scatter({ filter: march })).toEqual({ dots: [], total: 0 });
    expect(await caller.waiting(all)).toMatchObject({ items: [], openDrafts: 0 });
    const coverage = await caller.reviewCoverage({ filter: march, bucket: 'month' });
    expect(coverage).toMatchObject({ merged: 0, items: [] });
    expect(coverage.buckets).toHaveLength(1);
  });

  it('tells nothing to somebody who is not signed in', async () => {
    const stranger = callerOf(db, null);
    const calls = [
      stranger.overview({ filter: march }),
      stranger.scatter({ filter: march }),
      stranger.waiting(all),
      stranger.reviewCoverage({ filter: march }),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'UNAUTHORIZED' } });
    }
  });
});

describe('a small team', () => {
  let db: Database;
  let shop = { id: '' };
  let ada = { id: '', login: '' };

  beforeAll(async () => {
    db = await openTestDatabase();
    shop = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
    const quiet = await buildRepository(db.pool, { owner: 'acme', name: 'quiet' });
    await buildSyncStream(db.pool, { repositoryId: shop.id, stored: 3, total: 4 });
    await buildSyncStream(db.pool, {
      repositoryId: quiet.id,
      state: 'failed',
      total: null,
      watermarkAt: null,
      errorMessage: 'GitHub refused the token.',
    });
    ada = await buildAccount(db.pool, { login: 'ada' });
    const noor = await buildAccount(db.pool, { login: 'noor' });
    const own = { repositoryId: shop.id, authorId: ada.id };
    await buildPullRequest(db.pool, {
      ...own,
      title: 'Asked',
      createdAt: new Date('2026-03-18T09:00:00Z'),
      requestedReviewers: ['noor', 'acme/core'],
    });
    await buildPullRequest(db.pool, {
      ...own,
      title: 'Nobody asked',
      createdAt: new Date('2026-03-10T09:00:00Z'),
      labels: ['slow'],
    });
    await buildPullRequest(db.pool, {
      ...own,
      title: 'Objected',
      createdAt: new Date('2026-03-09T09:00:00Z'),
      reviews: [
        {
          authorId: noor.id,
          state: 'CHANGES_REQUESTED',
          submittedAt: new Date('2026-03-19T09:00:00Z'),
        },
      ],
    });
    await buildPullRequest(db.pool, { ...own, title: 'Draft', isDraft: true });
    const mergedAt = new Date('2026-03-16T09:00:00Z');
    await buildPullRequest(db.pool, {
      ...own,
      title: 'Unseen',
      mergedAt,
      reviews: [
        { authorId: noor.id, submittedAt: new Date('2026-03-17T09:00:00Z'), state: 'COMMENTED' },
      ],
    });
    await buildPullRequest(db.pool, { ...own, title: 'Fire', mergedAt, labels: ['Emergency'] });
  });

  afterAll(() => db.close());

  it('sees what waits, longest first, for what and on whom', async () => {
    const { items, openDrafts } = await callerOf(db).waiting(all);
    const told = items.map(({ title, waitsFor, waitsOn, waitingSeconds }) => [
      title,
      waitsFor,
      waitsOn,
      waitingSeconds / 86_400,
    ]);
    expect(told).toEqual([
      ['Nobody asked', 'first-review', [], 10],
      ['Asked', 'first-review', ['acme/core', 'noor'], 2],
      ['Objected', 'author', ['ada'], 1],
    ]);
    expect(openDrafts).toBe(1);
    expect(items[2]).toMatchObject({ waitingSince: '2026-03-19T09:00:00Z', author: 'ada' });
  });

  it('sees what waits of a choice alone', async () => {
    const caller = callerOf(db);
    const slow = await caller.waiting({ ...all, labels: ['slow'] });
    expect(slow.items.map(({ title }) => title)).toEqual(['Nobody asked']);
    expect(slow.openDrafts).toBe(0);
    expect((await caller.waiting({ ...all, authors: ['noor'] })).items).toEqual([]);
  });

  it('lets nothing wait in an archived repository, where nobody can act', async () => {
    const before = await callerOf(db).waiting(all);
    await db.pool.query('update repositories set is_archived = true where id = $1', [shop.id]);
    expect((await callerOf(db).waiting(all)).items.length).toBeLessThan(before.items.length);
    await db.pool.query('update repositories set is_archived = false where id = $1', [shop.id]);
    expect(await callerOf(db).waiting(all)).toEqual(before);
  });

  it('sees what was merged without a review, graded', async () => {
    const coverage = await callerOf(db).reviewCoverage({ filter: march, bucket: 'week' });
    expect(coverage.merged).toBe(2);
    expect(coverage.byGrade).toMatchObject({ unreviewed: 1, emergency: 1, discussed: 0 });
    expect(coverage.previousByGrade?.unreviewed).toBe(0);
    const told = (coverage.items ?? []).map((item) => [item.title, item.hasPostMergeReview]);
    expect(told.sort()).toEqual([
      ['Fire', false],
      ['Unseen', true],
    ]);
    const inWeek = coverage.buckets.find(({ start }) => start === '2026-03-16T00:00:00Z');
    expect(inWeek?.byGrade?.unreviewed).toBe(1);
  });

  it('says how complete and fresh the chosen repositories are', async () => {
    const caller = callerOf(db);
    const both = await caller.overview({ filter: march });
    expect(both.quality).toMatchObject({
      dataAsOf: null,
      coverage: null,
      isSyncing: false,
      problems: [{ repository: 'acme/quiet', message: 'GitHub refused the token.' }],
    });
    const one = await caller.overview({ filter: { ...march, repositories: [shop.id] } });
    expect(one.quality).toMatchObject({
      dataAsOf: '2026-03-01T00:00:00Z',
      coverage: 0.75,
      problems: [],
    });
  });

  it('refuses more points than a chart can show, in words', async () => {
    const filter = { from: '1900-01-01', to: '2026-01-01' };
    const call = callerOf(db).overview({ filter, bucket: 'day' });
    await expect(call).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the dots of many pull requests', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
    await buildFactsBulk(db.pool, {
      count: 8_000,
      seed: 5,
      from: new Date('2026-01-01T00:00:00Z'),
      to: new Date('2026-04-01T00:00:00Z'),
    });
  });
  afterAll(() => db.close());

  it('are at most 4,000: all of the slowest, and the rest spread evenly, the same each time', async () => {
    const filter = { from: '2026-01-01', to: '2026-04-01' };
    const caller = callerOf(db);
    const { dots, total } = await caller.scatter({ filter, metric: 'review-cycle' });
    expect(total).toBeGreaterThan(5_000);
    expect(dots).toHaveLength(4_000);
    const { rows } = await db.pool.query<{ id: string; place: number }>(
      `select pull_request_id as id, row_number() over (order by review_cycle_seconds desc, pull_request_id)::int as place
       from pull_request_facts where author_class = 'human' and review_cycle_seconds is not null
         and merged_at < '2026-04-01T00:00:00Z'`,
    );
    const shown = new Set(dots.map(({ id }) => id));
    const slowest = rows.filter(({ place }) => place <= 1_000);
    expect(slowest.every(({ id }) => shown.has(id))).toBe(true);
    const share = 3_000 / (total - 1_000);
    const others = rows.filter(({ place }) => place > 1_000);
    const faster = others.slice(others.length / 2);
    const shownShare = faster.filter(({ id }) => shown.has(id)).length / faster.length;
    expect(Math.abs(shownShare - share)).toBeLessThan(0.05);
    const again = await caller.scatter({ filter, metric: 'review-cycle' });
    expect(again.dots).toEqual(dots);
  });

  it('are all of them when they are fewer', async () => {
    const filter = { from: '2026-02-01', to: '2026-02-08' };
    const { dots, total } = await callerOf(db).scatter({ filter, metric: 'pickup' });
    expect(dots).toHaveLength(total);
    expect(total).toBeGreaterThan(100);
  });
});
