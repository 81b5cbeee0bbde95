import type { Database } from '@bellwether/server/db/open-database';
import type {
  WorldPull,
  WorldRepository,
  WorldReviewComment,
} from '@bellwether/server/github-simulator/world.types';
import { runRequest } from '@bellwether/server/sync/run-request';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { makeRunOptions } from '../support/run-request.ts';
import { fingerprint } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import {
  makeCommit,
  makePull,
  makeRepository,
  makeSha,
  makeUser,
  makeWorld,
} from '../support/world-rows.ts';

const later = '2026-02-03T09:00:00Z';
// What differs between two databases by itself.
const EXCEPT = ['people', 'accounts', 'repositories'];
const tom = makeUser('tom');

function comment(id: number, pullNumber = 1): WorldReviewComment {
  return {
    ...{ pull_number: pullNumber, id, user: tom, path: 'src/a.ts' },
    created_at: '2026-02-02T08:00:00Z',
  };
}

function repository(
  pulls: WorldPull[],
  more: Partial<WorldRepository> = {},
  name = 'acme/shop',
): WorldRepository {
  return makeRepository(name, {
    node_id: 'R_shop',
    pulls,
    commits: pulls.map(({ number }) => makeCommit(number, makeSha(`head ${number}`))),
    reviewComments: [comment(1), comment(2)],
    ...more,
  });
}

describe('one pull request, read again by itself', () => {
  let db: Database;
  let synced: SyncedWorld;

  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterEach(async () => {
    await synced.close();
    await db.pool.query('delete from connections');
  });
  afterAll(() => db?.close());

  async function readAll(content: WorldRepository) {
    synced = await serveWorld(db, makeWorld(content));
    await synced.pass();
  }

  async function refresh(number: number, content?: WorldRepository) {
    if (content !== undefined) {
      synced.simulator.replaceWorld(makeWorld(content));
    }
    const options = await makeRunOptions(db, 'R_shop', synced.simulator.url);
    return await runRequest({ kind: 'pull-request', repositoryId: 'R_shop', number }, options);
  }

  async function rows(sql: string) {
    return (await db.pool.query(sql)).rows;
  }

  const counts = () =>
    rows(
      `select stream, stored, total from sync_streams
       where stream in ('pull-requests', 'review-comments', 'review-requests') order by stream`,
    );
  const places = () =>
    rows(`select stream, cursor, pass_started_at, watermark_at, pass_done, page_size
      from sync_streams order by stream`);

  test('ends with the rows that a pass would store, and moves no place of a stream', async () => {
    await readAll(repository([makePull(1), makePull(2)]));
    const before = await places();
    const changed = repository(
      [
        makePull(1, {
          ...{ updated_at: later, state: 'closed', closed_at: later, merged_at: later },
          ...{ merge_commit_sha: makeSha('merge 1'), labels: [{ name: 'fix', color: '112233' }] },
        }),
        makePull(2),
        makePull(3, { updated_at: later, requested_reviewers: [tom] }),
      ],
      {
        reviews: [{ pull_number: 1, id: 9, user: tom, state: 'APPROVED', submitted_at: later }],
        reviewComments: [comment(1), comment(3)],
      },
    );
    expect(await refresh(1, changed)).toEqual({ kind: 'complete' });
    expect(await refresh(3)).toEqual({ kind: 'complete' });
    expect(await places()).toEqual(before);
    expect(await counts()).toEqual([
      { stream: 'pull-requests', stored: 3, total: 3 },
      { stream: 'review-comments', stored: 2, total: null },
      { stream: 'review-requests', stored: 1, total: null },
    ]);
    const refreshed = await fingerprint(db, { except: EXCEPT });
    await db.pool.query('delete from connections');
    synced.repositoryIds.length = 0;
    await synced.close();
    await readAll(changed);
    expect(await fingerprint(db, { except: EXCEPT })).toEqual(refreshed);
  });

  test('an inline comment that was deleted goes, and its facts with it', async () => {
    await readAll(repository([makePull(1)]));
    expect(await rows('select comments from pull_request_facts')).toEqual([{ comments: 2 }]);
    await refresh(1, repository([makePull(1)], { reviewComments: [comment(2)] }));
    expect(await rows('select id from review_comments')).toHaveLength(1);
    expect(await rows('select comments from pull_request_facts')).toEqual([{ comments: 1 }]);
  });

  test('a state older than the stored one changes nothing', async () => {
    await readAll(
      repository([makePull(1, { updated_at: later, title: 'said later' })], {
        reviewComments: [comment(1), comment(2)],
      }),
    );
    const before = await fingerprint(db, { versions: true });
    await refresh(1, repository([makePull(1)], { reviewComments: [comment(7)] }));
    expect(await fingerprint(db, { versions: true })).toEqual(before);
  });

  test('the deployment that brought it stays known', async () => {
    const pulls = [1, 2].map((number) =>
      makePull(number, {
        ...{ state: 'closed', closed_at: later, merged_at: `2026-02-0${number}T10:00:00Z` },
        ...{ merge_commit_sha: makeSha(`merge ${number}`), updated_at: later },
      }),
    );
    const deployments = [1, 2].map((number) => ({
      ...{ id: number, sha: makeSha(`merge ${number}`), ref: 'main', environment: 'production' },
      ...{ created_at: `2026-02-0${number}T12:00:00Z`, updated_at: later, creator: null },
      statuses: [{ id: number, state: 'success', created_at: `2026-02-0${number}T12:00:00Z` }],
    }));
    await readAll(repository(pulls, { deployments }));
    const deployed = () =>
      rows('select number, deployed_at from pull_request_facts where deployed_at is not null');
    expect(await deployed()).toHaveLength(1);
    const before = await deployed();
    await refresh(2);
    expect(await deployed()).toEqual(before);
  });

  test('one that GitHub has no more goes with its facts, and nothing else does', async () => {
    await readAll(repository([makePull(1), makePull(2)]));
    expect(await refresh(1, repository([makePull(2)], { reviewComments: [] }))).toEqual({
      kind: 'complete',
    });
    expect(await rows('select number from pull_request_facts')).toEqual([{ number: 2 }]);
    expect(await rows('select number from pull_requests')).toEqual([{ number: 2 }]);
    expect(await rows('select id from review_comments')).toEqual([]);
    expect(await counts()).toMatchObject([
      { stream: 'pull-requests', stored: 1, total: 1 },
      { stream: 'review-comments', stored: 0 },
      {},
    ]);
  });

  test('when the repository itself is hidden, everything stays', async () => {
    await readAll(repository([makePull(1)]));
    const before = await fingerprint(db, { versions: true });
    synced.simulator.replaceWorld(makeWorld());
    expect(await refresh(1)).toMatchObject({
      kind: 'failed',
      error: { code: 'upstream_not_found' },
    });
    expect(await fingerprint(db, { versions: true })).toEqual(before);
  });

  test.each([502, 404])('a failure (%i) half way through touches nothing', async (status) => {
    await readAll(repository([makePull(1)]));
    const before = await fingerprint(db, { versions: true });
    synced.simulator.replaceFaults([
      { match: { path: /\/pulls\/1\/comments$/ }, effect: { kind: 'status', status } },
    ]);
    const changed = repository([makePull(1, { updated_at: later })], { reviewComments: [] });
    expect(await refresh(1, changed)).toMatchObject({ kind: 'failed' });
    expect(await fingerprint(db, { versions: true })).toEqual(before);
  });

  test('the number of an issue, or of nothing, leaves no trace', async () => {
    await readAll(repository([makePull(1)]));
    const before = await fingerprint(db, { versions: true });
    expect(await refresh(999)).toEqual({ kind: 'complete' });
    expect(await fingerprint(db, { versions: true })).toEqual(before);
  });

  test('a repository that was renamed is found by its id', async () => {
    await readAll(repository([makePull(1)]));
    const renamed = repository(
      [makePull(1, { updated_at: later, title: 'after' })],
      {},
      'acme/mall',
    );
    expect(await refresh(1, renamed)).toEqual({ kind: 'complete' });
    expect(await rows('select title from pull_requests')).toEqual([{ title: 'after' }]);
  });

  test('a repository that was removed meanwhile gets no rows', async () => {
    await readAll(repository([makePull(1)]));
    const options = await makeRunOptions(db, 'R_shop', synced.simulator.url);
    await db.pool.query('delete from connections');
    expect(
      await runRequest({ kind: 'pull-request', repositoryId: 'R_shop', number: 1 }, options),
    ).toEqual({ kind: 'stopped' });
    expect(await rows('select id from pull_requests')).toEqual([]);
  });

  test('between the pages of a backfill changes nothing about its end, nor its counts', async () => {
    const pulls = Array.from({ length: 100 }, (_, index) => makePull(index + 1));
    const content = repository(pulls);
    await readAll(content);
    const whole = await fingerprint(db, { except: EXCEPT });
    await db.pool.query('delete from pull_requests');
    await db.pool.query('delete from review_comments');
    await db.pool.query(
      'update sync_streams set cursor = null, watermark_at = null, last_success_at = null, etag = null, stored = 0',
    );
    const options = await makeRunOptions(db, 'R_shop', synced.simulator.url);
    const repositoryId = 'R_shop';
    let number = 0;
    const refreshing = {
      ...options,
      async afterStore() {
        number += 1;
        // From both ends: some are still to come, some are read ahead, some are stored.
        for (const one of [number, pulls.length + 1 - number]) {
          await runRequest({ kind: 'pull-request', repositoryId, number: one }, options);
        }
      },
    };
    expect(await runRequest({ kind: 'pass', repositoryId }, refreshing)).toEqual({
      kind: 'complete',
    });
    expect(number).toBeGreaterThan(5);
    expect(await fingerprint(db, { except: EXCEPT })).toEqual(whole);
    expect(await counts()).toEqual([
      { stream: 'pull-requests', stored: 100, total: 100 },
      { stream: 'review-comments', stored: 2, total: null },
      { stream: 'review-requests', stored: 0, total: null },
    ]);
  });
});
