import type { Database } from '@bellwether/server/db/open-database';
import type {
  WorldDeployment,
  WorldIssue,
  WorldPull,
  WorldRepository,
  WorldReviewComment,
} from '@bellwether/server/github-simulator/world.types';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
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

const MINUTE_MS = 60_000;
const tom = makeUser('tom');

/** So many minutes ago, in GitHub's spelling. */
const ago = (minutes: number) =>
  `${new Date(Date.now() - minutes * MINUTE_MS).toISOString().slice(0, 19)}Z`;

function makeIssue(number: number, more: Partial<WorldIssue> = {}): WorldIssue {
  return {
    ...{ id: 9000 + number, number, title: `Issue ${number}`, state: 'open', user: tom },
    ...{ labels: [], created_at: ago(300), updated_at: ago(300), closed_at: null },
    ...more,
  };
}

function makeComment(id: number, minutes: number): WorldReviewComment {
  return { ...{ pull_number: 1, id, user: tom, path: 'a.ts' }, created_at: ago(minutes) };
}

function makeDeployment(id: number, states: [state: string, minutes: number][]): WorldDeployment {
  return {
    ...{ id, sha: makeSha('root'), ref: 'main', environment: 'production', creator: null },
    created_at: ago(400),
    updated_at: ago(Math.min(400, ...states.map(([, minutes]) => minutes))),
    statuses: states.map(([state, minutes], index) => ({
      ...{ id: id * 100 + index, state, created_at: ago(minutes) },
    })),
  };
}

function repository(more: Partial<WorldRepository> = {}): WorldRepository {
  const pulls = [pull(1), pull(2)];
  return makeRepository('acme/shop', {
    pulls,
    commits: pulls.map(({ number }) => makeCommit(number, makeSha(`head ${number}`))),
    reviewComments: [makeComment(1, 300)],
    issues: [makeIssue(50)],
    deployments: [makeDeployment(7, [['in_progress', 300]])],
    ...more,
  });
}

function pull(number: number, more: Partial<WorldPull> = {}): WorldPull {
  return makePull(number, { created_at: ago(400), updated_at: ago(300), ...more });
}

describe('a pass after the first', () => {
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

  /** Two passes: the first one reads, the second one asks for marks. */
  async function readTwice(content = repository()) {
    synced = await serveWorld(db, makeWorld(content));
    await synced.pass();
    await synced.pass();
  }

  /** What a pass costs, counted as GitHub counts. */
  async function passCosts(content?: WorldRepository) {
    if (content !== undefined) {
      synced.simulator.replaceWorld(makeWorld(content));
    }
    const before = synced.simulator.stats();
    await synced.pass();
    const { graphqlPoints, restCalls, notModified } = synced.simulator.stats();
    return {
      points: graphqlPoints - before.graphqlPoints,
      calls: restCalls - before.restCalls,
      free: notModified - before.notModified,
    };
  }

  async function rows(sql: string) {
    return (await db.pool.query(sql)).rows;
  }

  test('that finds nothing new costs no point and no counted call, and is as fresh as any other', async () => {
    await readTwice();
    const before = await fingerprint(db, { versions: true });
    await db.pool.query(
      `update sync_streams set last_success_at = '2026-03-01',
         watermark_at = case when watermark_at is not null then timestamp '2026-03-01' end`,
    );
    expect(await passCosts()).toEqual({ points: 0, calls: 0, free: 4 });
    expect(await fingerprint(db, { versions: true })).toEqual(before);
    const streams = await rows(
      `select stream, state, error_code, watermark_at from sync_streams where watermark_at is not null`,
    );
    expect(streams.map(({ stream }) => stream).sort()).toEqual([
      'deployments',
      'issues',
      'pull-requests',
    ]);
    for (const { state, error_code, watermark_at } of streams) {
      expect({ state, error_code }).toEqual({ state: 'idle', error_code: null });
      expect(watermark_at.getTime()).toBeGreaterThan(Date.now() - 10 * MINUTE_MS);
    }
    expect(
      await rows(
        `select stream from sync_streams where last_success_at < now() - interval '1 minute'`,
      ),
    ).toEqual([]);
  });

  test('right after the first asks for marks, and reads nothing over', async () => {
    synced = await serveWorld(db, makeWorld(repository()));
    await synced.pass();
    const { points, calls } = await passCosts();
    // The repository itself is read once more: its mark tells of its files, which were not compared.
    expect({ points, calls }).toEqual({ points: 1, calls: 3 });
  });

  const changes: [
    what: string,
    change: () => Partial<WorldRepository>,
    sql: string,
    found: object,
  ][] = [
    [
      'a pull request that was made',
      () => ({ pulls: [pull(1), pull(2), pull(3, { updated_at: ago(5) })] }),
      'select number from pull_requests where number = 3',
      { number: 3 },
    ],
    [
      'a pull request that became a draft',
      () => ({ pulls: [pull(1, { draft: true, updated_at: ago(5) }), pull(2)] }),
      'select is_draft from pull_requests where number = 1',
      { is_draft: true },
    ],
    [
      'a reviewer who was asked',
      () => ({ pulls: [pull(1, { requested_reviewers: [tom], updated_at: ago(5) }), pull(2)] }),
      'select reviewer_name from review_requests',
      { reviewer_name: 'tom' },
    ],
    [
      'an issue that was labelled',
      () => ({ issues: [makeIssue(50, { labels: [{ name: 'sev1' }], updated_at: ago(5) })] }),
      'select name from issue_labels',
      { name: 'sev1' },
    ],
    [
      'an inline comment',
      () => ({ reviewComments: [makeComment(1, 300), makeComment(2, 5)] }),
      'select comments from pull_request_facts where number = 1',
      { comments: 2 },
    ],
    [
      'a status of a deployment that is days old',
      () => ({
        deployments: [
          makeDeployment(7, [
            ['in_progress', 300],
            ['success', 5],
          ]),
        ],
      }),
      `select state from deployment_statuses where state = 'success'`,
      { state: 'success' },
    ],
    [
      'a push that marks files as generated',
      () => ({ gitattributes: 'api/** linguist-generated', pushed_at: ago(5) }),
      `select generated_patterns p from repositories`,
      { p: ['api/**'] },
    ],
  ];

  test.each(changes)('finds %s', async (_, change, sql, found) => {
    await readTwice();
    await passCosts(repository(change()));
    expect(await rows(sql)).toEqual([found]);
  });

  test('does not trust a mark that was given within a minute of the change', async () => {
    const within = () => repository({ pulls: [pull(1, { updated_at: ago(0) }), pull(2)] });
    await readTwice(within());
    const content = repository({
      pulls: [pull(1, { updated_at: ago(0) }), pull(2)],
      // Said in the same second: nothing in the list of issues shows it.
      reviews: [{ pull_number: 1, id: 5, user: tom, state: 'APPROVED', submitted_at: ago(0) }],
    });
    await passCosts(content);
    expect(await rows('select state from reviews')).toEqual([{ state: 'APPROVED' }]);
  });

  test('reads where it cannot be told whether anything changed', async () => {
    await readTwice();
    synced.simulator.replaceFaults([
      { match: { path: /\/(issues|deployments)$/ }, effect: { kind: 'status', status: 500 } },
    ]);
    await passCosts(
      repository({ pulls: [pull(1, { title: 'after', updated_at: ago(5) }), pull(2)] }),
    );
    expect(await rows('select title from pull_requests where number = 1')).toEqual([
      { title: 'after' },
    ]);
    expect(await rows('select stream from sync_streams where error_code is not null')).toEqual([]);
  });

  test('that was cut short leaves no mark: the next one finds what changed meanwhile', async () => {
    await readTwice();
    const effect = { kind: 'status', status: 503 } as const;
    synced.simulator.replaceFaults([{ match: { operation: 'pullRequests' }, effect }]);
    const changed = repository({
      pulls: [pull(1, { title: 'after', updated_at: ago(5) }), pull(2)],
    });
    await passCosts(changed);
    expect(await rows(`select state from sync_streams where stream = 'pull-requests'`)).toEqual([
      { state: 'failed' },
    ]);
    synced.simulator.replaceFaults([]);
    await passCosts();
    expect(await rows('select title from pull_requests where number = 1')).toEqual([
      { title: 'after' },
    ]);
  });

  test('an inline comment that comes in an older state than the stored one changes nothing', async () => {
    await readTwice();
    await db.pool.query(
      `update review_comments set path = 'said later', updated_at = now() + interval '1 hour'`,
    );
    await db.pool.query(
      `update sync_streams set cursor = null, etag = null where stream = 'review-comments'`,
    );
    await passCosts();
    expect(await rows('select path from review_comments')).toEqual([{ path: 'said later' }]);
  });

  test('an issue that comes in an older state than the stored one changes nothing, labels included', async () => {
    await readTwice(repository({ issues: [makeIssue(50, { labels: [{ name: 'sev2' }] })] }));
    await db.pool.query(`update issues set title = 'said later', updated_at = now()`);
    await db.pool.query(`update issue_labels set name = 'sev1'`);
    await db.pool.query(
      `update sync_streams set watermark_at = null, last_success_at = null where stream = 'issues'`,
    );
    await passCosts();
    expect(await rows('select title, name from issues join issue_labels on issue_id = id')).toEqual(
      [{ title: 'said later', name: 'sev1' }],
    );
  });

  test('one stream that is asked for by name is read whatever its mark says', async () => {
    await readTwice();
    await db.pool.query(`update issues set title = 'lost', updated_at = '2020-01-01'`);
    await db.pool.query(
      `update sync_streams set watermark_at = '2020-01-01' where stream = 'issues'`,
    );
    for (const repositoryId of synced.repositoryIds) {
      await synced.runner.request({ kind: 'pass', repositoryId, streams: ['issues'] }, 'webhook');
    }
    await synced.runner.whenIdle();
    expect(await rows('select title from issues')).toEqual([{ title: 'Issue 50' }]);
  });
});
