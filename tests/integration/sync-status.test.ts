import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { AppContext, SyncChange, SyncRequest } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { jobsRouter } from '@bellwether/server/features/jobs/jobs.router';
import { syncStatusRouter } from '@bellwether/server/features/sync-status/sync-status.router';
import { createLog } from '@bellwether/server/log';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import type { Role } from '@bellwether/shared/access/capabilities';
import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import type { SyncOverview } from '@bellwether/shared/sync-status/sync-status.schema';
import { rateRepository } from '@bellwether/shared/sync-status/trust.rules';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiFetch } from '../support/api-fetch.ts';
import { openTestDatabase } from '../support/database.ts';
import { contextOf } from '../support/request-context.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const now = new Date('2026-03-20T09:04:00Z');
const read = new Date('2026-03-20T08:50:00Z');
const createCaller = createCallerFactory(syncStatusRouter);
const createJobsCaller = createCallerFactory(jobsRouter);

let db: Database;
let shop = '';
let api = '';
let connectionId = '';
let requested: SyncRequest[] = [];
let jobs: JobSummary[] = [];
let retried: string[] = [];
const listeners = new Set<(change: SyncChange) => void>();

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

beforeEach(async () => {
  await db.pool.query('delete from connections');
  await db.pool.query('delete from accounts');
  [requested, jobs, retried] = [[], [], []];
  const built = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
  ({ id: shop, connectionId } = built);
  ({ id: api } = await buildRepository(db.pool, { owner: 'acme', name: 'api', connectionId }));
  await addStream(shop, 'pull-requests', { stored: 1, total: 1, watermark_at: read });
});

function app(): AppContext {
  return {
    db,
    clock: () => now,
    log: createLog('silent'),
    sync: {
      request(request) {
        requested.push(request);
        return Promise.resolve();
      },
      release: async () => undefined,
      tell: async () => undefined,
      onProgress: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      points: () => null,
    },
    jobs: {
      send: async () => undefined,
      list: async () => jobs,
      retry(id) {
        retried.push(id);
        return Promise.resolve();
      },
    },
  } as Partial<AppContext> as AppContext;
}

const callerOf = (role: Role = 'admin') => createCaller(contextOf(app(), role));

async function addStream(repositoryId: string, stream: string, columns: Record<string, unknown>) {
  const row: Record<string, unknown> = {
    repository_id: repositoryId,
    stream,
    last_success_at: read,
    ...columns,
  };
  const names = Object.keys(row);
  await db.pool.query(
    `insert into sync_streams (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  );
}

async function statusOf(name: string) {
  const { repositories } = await callerOf().overview();
  const found = repositories.find(({ repository }) => repository === name);
  if (found === undefined) {
    throw new Error(`${name} is not in the overview`);
  }
  return found;
}

describe('the state of the data', () => {
  it('tells coverage, freshness and the next read of every repository', async () => {
    expect(await statusOf('acme/shop')).toMatchObject({
      state: 'idle',
      dataAsOf: '2026-03-20T08:50:00.000Z',
      pausedAt: null,
      inaccessibleSince: null,
      undeployed: null,
      nextRun: { kind: 'sweep', at: '2026-03-20T09:15:00.000Z' },
      streams: [{ stream: 'pull-requests', stored: 1, total: 1, coverage: 1, error: null }],
    });
    expect(await statusOf('acme/api')).toMatchObject({ dataAsOf: null, streams: [] });
  });

  it('takes the next read from the work that waits', async () => {
    jobs = [{ ...waitingJob, subject: 'acme/shop', startAfter: '2026-03-20T09:06:00.000Z' }];
    expect((await statusOf('acme/shop')).nextRun).toEqual({
      kind: 'waiting',
      at: '2026-03-20T09:06:00.000Z',
    });
  });

  it('keeps an error and its remedy apart, and counts what it costs', async () => {
    const ada = await buildAccount(db.pool, { login: 'ada' });
    await buildPullRequest(db.pool, {
      repositoryId: shop,
      authorId: ada.id,
      createdAt: new Date('2026-03-01T09:00:00Z'),
      mergedAt: new Date('2026-03-02T09:00:00Z'),
    });
    await addStream(shop, 'deployments', {
      state: 'failed',
      last_success_at: null,
      error_code: 'upstream_forbidden',
      error_message: 'The token may not read this.',
      error_remedy: 'Give it read access to deployments.',
      error_at: read,
    });
    const status = await statusOf('acme/shop');
    expect(status.streams.find(({ stream }) => stream === 'deployments')?.error).toEqual({
      code: 'upstream_forbidden',
      message: 'The token may not read this.',
      remedy: 'Give it read access to deployments.',
      at: '2026-03-20T08:50:00.000Z',
    });
    expect(status.undeployed).toBe(1);
    expect(rateRepository(status, now.getTime())).toMatchObject({
      level: 'partial',
      step: { text: 'Let the token read deployments: lead time is missing for 1 pull request' },
    });
  });

  it('says since when GitHub does not show a repository', async () => {
    await db.pool.query('update repositories set inaccessible_since = $2 where id = $1', [
      shop,
      read,
    ]);
    expect(await statusOf('acme/shop')).toMatchObject({
      state: 'inaccessible',
      inaccessibleSince: '2026-03-20T08:50:00.000Z',
    });
  });

  it('tells the points of the last 24 hours, for each connection', async () => {
    const old = new Date(now.getTime() - 86_401_000);
    for (const startsAt of [old, read]) {
      await db.pool.query(
        'insert into points_slots (connection_id, starts_at, spent, remaining, "limit") values ($1, $2, 7, 4993, 5000)',
        [connectionId, startsAt],
      );
    }
    expect(await callerOf().points()).toEqual([
      {
        connectionId,
        kind: 'token',
        login: null,
        slots: [
          {
            startsAt: '2026-03-20T08:50:00.000Z',
            spent: 7,
            remaining: 4993,
            limit: 5000,
            resetAt: null,
          },
        ],
      },
    ]);
  });
});

describe('what can be asked for', () => {
  it('is a pass or a comparison, of one repository or of all that are not paused', async () => {
    await callerOf().pause({ repositoryId: api });
    expect(await callerOf().request({ repositoryId: null })).toEqual({ requested: 1 });
    await callerOf().request({ repositoryId: api });
    await callerOf().deepCheck({ repositoryId: shop, reach: 'whole' });
    await callerOf().deepCheck({ repositoryId: null, reach: 'recent' });
    expect(requested).toEqual([
      { kind: 'pass', repositoryId: shop },
      { kind: 'pass', repositoryId: api },
      { kind: 'deep-check', repositoryId: shop, reach: 'whole' },
      { kind: 'deep-check', repositoryId: shop, reach: 'recent' },
    ]);
  });

  it('is a pause that stays as it was when asked for twice, and its end, which reads at once', async () => {
    await callerOf().pause({ repositoryId: shop });
    await db.pool.query('update repositories set paused_at = $2 where id = $1', [shop, read]);
    await callerOf().pause({ repositoryId: shop });
    expect(await statusOf('acme/shop')).toMatchObject({
      pausedAt: '2026-03-20T08:50:00.000Z',
      nextRun: null,
    });
    expect(requested).toEqual([]);
    await callerOf().resume({ repositoryId: shop });
    expect((await statusOf('acme/shop')).pausedAt).toBeNull();
    expect(requested).toEqual([{ kind: 'pass', repositoryId: shop }]);
  });

  it('is refused in words for a repository that is gone', async () => {
    const gone = { repositoryId: 'R_gone' };
    const calls = [
      callerOf().request(gone),
      callerOf().deepCheck({ ...gone, reach: 'recent' }),
      callerOf().pause(gone),
      callerOf().resume(gone),
      callerOf().removalPreview(gone),
      callerOf().removeRepository(gone),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
    }
  });

  it('is the right of those who have it', async () => {
    const engineer = callerOf('engineer');
    await expect(engineer.overview()).resolves.toBeDefined();
    await expect(createJobsCaller(contextOf(app(), 'lead')).list()).resolves.toBeDefined();
    const refused = [
      engineer.request({ repositoryId: shop }),
      engineer.pause({ repositoryId: shop }),
      callerOf('lead').removeRepository({ repositoryId: shop }),
      createJobsCaller(contextOf(app(), 'engineer')).list(),
    ];
    for (const outcome of await Promise.allSettled(refused)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'FORBIDDEN' } });
    }
  });
});

describe('removing one repository', () => {
  it('says what goes before, deletes just that, and leaves people', async () => {
    const ada = await buildAccount(db.pool, { login: 'ada' });
    for (const repositoryId of [shop, api]) {
      await buildPullRequest(db.pool, {
        repositoryId,
        authorId: ada.id,
        reviews: [{ authorId: ada.id, state: 'APPROVED', submittedAt: read }],
      });
    }
    await db.pool.query(
      `insert into issues (id, repository_id, number, title, url, state, created_at, updated_at)
       values ('I_1', $1, 9, 'Down', 'https://example.com', 'open', now(), now())`,
      [shop],
    );
    await db.pool.query(
      `insert into incidents (kind, issue_id, source, repository_id, title, updated_at)
       values ('issue', 'I_1', null, $1, 'Down', now()), ('api', null, 'pager', $1, 'Down too', now())`,
      [shop],
    );
    expect(await callerOf().removalPreview({ repositoryId: shop })).toEqual({
      repository: 'acme/shop',
      pullRequests: 1,
      reviews: 1,
      comments: 0,
      deployments: 0,
      issues: 1,
      incidents: 1,
      incidentsKept: 1,
      isDiscovered: false,
    });
    expect(await callerOf().removeRepository({ repositoryId: shop })).toEqual({ removed: true });
    const { rows } = await db.pool.query(
      `select (select count(*)::int from pull_requests) pulls, (select count(*)::int from accounts) accounts,
         (select count(*)::int from sync_streams) streams, (select count(*)::int from incidents) incidents`,
    );
    expect(rows[0]).toEqual({ pulls: 1, accounts: 1, streams: 0, incidents: 1 });
    const { repositories } = await callerOf().overview();
    expect(repositories.map(({ repository }) => repository)).toEqual(['acme/api']);
  });
});

describe('the state as it changes', () => {
  it('is told at once, then only when it has changed, by whatever server', async () => {
    const leaving = new AbortController();
    const caller = createCaller(contextOf(app()), { signal: leaving.signal });
    const live = (await caller.live())[Symbol.asyncIterator]();
    const next = async (): Promise<SyncOverview> => (await live.next()).value as SyncOverview;
    const storedOf = ({ repositories }: SyncOverview) =>
      repositories.find(({ repository }) => repository === 'acme/shop')?.streams[0]?.stored;
    expect(storedOf(await next())).toBe(1);
    const second = next();
    // Told of progress that changed nothing, it says nothing.
    for (const listener of listeners) {
      listener('progress');
    }
    // Another server stores: nobody tells this one.
    await db.pool.query('update sync_streams set stored = 2');
    expect(storedOf(await second)).toBe(2);
    const third = live.next();
    leaving.abort();
    expect((await third).done).toBe(true);
    expect(listeners.size).toBe(0);
  });
});

const waitingJob: JobSummary = {
  id: '6d0f9a52-6c1e-4c59-8a55-0e6f3a1f9b11',
  name: 'pass',
  subject: 'acme/shop',
  state: 'waiting',
  reason: 'sweep',
  retries: 0,
  createdAt: '2026-03-20T09:00:00.000Z',
  startAfter: null,
  startedAt: null,
  endedAt: null,
  error: null,
};

describe('the work of the server', () => {
  it('is listed as it is, and tried again on demand', async () => {
    jobs = [waitingJob];
    const caller = createJobsCaller(contextOf(app()));
    expect(await caller.list()).toEqual(jobs);
    await caller.retry({ jobId: waitingJob.id });
    expect(retried).toEqual([waitingJob.id]);
  });
});

describe('GET /api/v1/sync', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.remove());

  it('keeps its contract, with the remedy in the sentence of an error', async () => {
    const { id } = await buildRepository(server.app.db.pool, { owner: 'acme', name: 'gone' });
    await server.app.db.pool.query(
      `insert into sync_streams (repository_id, stream, state, stored, total, error_code, error_message, error_remedy, error_at)
       values ($1, 'repository', 'inaccessible', 1, 1, 'upstream_not_found', 'It is gone.', 'Bring it back.', $2)`,
      [id, read],
    );
    const answer = await apiFetch(`${server.url}/api/v1/sync`);
    expect(await answer.json()).toEqual({
      repositories: [
        {
          repository: 'acme/gone',
          state: 'inaccessible',
          streams: [
            {
              stream: 'repository',
              stored: 1,
              total: 1,
              coverage: 1,
              cursor: null,
              lastSuccessAt: null,
              error: {
                code: 'upstream_not_found',
                message: 'It is gone. Bring it back.',
                at: '2026-03-20T08:50:00.000Z',
              },
            },
          ],
        },
      ],
      points: null,
    });
  });
});
