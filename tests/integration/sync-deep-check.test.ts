import type { Database } from '@bellwether/server/db/open-database';
import type {
  WorldDeployment,
  WorldIssue,
  WorldRepository,
  WorldReviewComment,
} from '@bellwether/server/github-simulator/world.types';
import type { RunOptions } from '@bellwether/server/sync/run-repository';
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

const NOW = Date.now();
const DAY_MS = 86_400_000;
const tom = makeUser('tom');

/** So many days ago, in GitHub's spelling. */
const ago = (days: number) => `${new Date(NOW - days * DAY_MS).toISOString().slice(0, 19)}Z`;

function makeIssue(number: number, days: number): WorldIssue {
  return {
    ...{ id: 9000 + number, number, title: `Issue ${number}`, state: 'open', user: tom },
    ...{ labels: [], created_at: ago(days), updated_at: ago(days), closed_at: null },
  };
}

function makeComment(id: number, days: number): WorldReviewComment {
  return { ...{ pull_number: 1, id, user: tom, path: 'a.ts' }, created_at: ago(days) };
}

function makeDeployment(id: number, days: number): WorldDeployment {
  return {
    ...{ id, sha: makeSha('root'), ref: 'main', environment: 'production', creator: null },
    ...{ created_at: ago(days), updated_at: ago(days) },
    statuses: [{ id, state: 'success', created_at: ago(days) }],
  };
}

/** Half of everything is of the last days, half is older. */
function repository(more: Partial<WorldRepository> = {}): WorldRepository {
  const pulls = [3, 3, 40, 40].map((days, index) =>
    makePull(index + 1, { created_at: ago(50), updated_at: ago(days) }),
  );
  return makeRepository('acme/shop', {
    ...{ node_id: 'R_shop', pulls },
    commits: pulls.map(({ number }) => makeCommit(number, makeSha(`head ${number}`))),
    reviewComments: [makeComment(1, 3), makeComment(2, 3), makeComment(3, 40)],
    issues: [makeIssue(50, 3), makeIssue(51, 3), makeIssue(52, 40)],
    deployments: [makeDeployment(7, 3), makeDeployment(8, 2), makeDeployment(9, 40)],
    ...more,
  });
}

describe('a deep check', () => {
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

  async function readAll(content = repository()) {
    synced = await serveWorld(db, makeWorld(content));
    await synced.pass();
  }

  async function deepCheck(
    reach: 'recent' | 'whole',
    content?: WorldRepository,
    more: Partial<RunOptions> = {},
  ) {
    if (content !== undefined) {
      synced.simulator.replaceWorld(makeWorld(content));
    }
    const options = await makeRunOptions(db, 'R_shop', synced.simulator.url, more);
    return await runRequest({ kind: 'deep-check', repositoryId: 'R_shop', reach }, options);
  }

  async function rows(sql: string) {
    return (await db.pool.query(sql)).rows;
  }

  const places = () =>
    rows(`select stream, cursor, etag, pass_started_at, watermark_at, page_size
      from sync_streams where stream <> 'comparisons' order by stream`);
  const column = async (sql: string) => (await rows(sql)).map((row) => Object.values(row)[0]);

  test('of what is as GitHub has it writes no row, moves no place, and says when it was', async () => {
    await readAll();
    const before = await fingerprint(db, { versions: true });
    const placesBefore = await places();
    expect(await deepCheck('recent')).toEqual({ kind: 'complete' });
    expect(await deepCheck('whole')).toEqual({ kind: 'complete' });
    expect(await fingerprint(db, { versions: true })).toEqual(before);
    expect(await places()).toEqual(placesBefore);
    expect(
      await column(`select stream from sync_streams where deep_checked_at is not null order by 1`),
    ).toEqual(['deployments', 'issues', 'pull-requests', 'review-comments']);
  });

  const without: [
    what: string,
    gone: () => Partial<WorldRepository>,
    left: string,
    rest: unknown[],
  ][] = [
    [
      'an inline comment that was deleted, with its facts',
      () => ({ reviewComments: [makeComment(2, 3), makeComment(3, 40)] }),
      'select comments from pull_request_facts where number = 1',
      [2],
    ],
    [
      'an issue that was deleted, transferred or converted',
      () => ({ issues: [makeIssue(50, 3), makeIssue(52, 40)] }),
      'select number from issues order by number',
      [50, 52],
    ],
    [
      'a deployment that was deleted',
      () => ({ deployments: [makeDeployment(8, 2), makeDeployment(9, 40)] }),
      'select database_id::int from deployments order by database_id',
      [8, 9],
    ],
    [
      'a pull request that is gone, with its facts',
      () => ({ pulls: repository().pulls.filter(({ number }) => number !== 2) }),
      'select number from pull_request_facts order by number',
      [1, 3, 4],
    ],
  ];

  test.each(without)('removes %s', async (_, gone, left, rest) => {
    await readAll();
    expect(await column(left)).not.toEqual(rest);
    expect(await deepCheck('recent', repository(gone()))).toEqual({ kind: 'complete' });
    expect(await column(left)).toEqual(rest);
  });

  test('finds what a pass missed, in the last days', async () => {
    await readAll();
    await db.pool.query(`update pull_requests set title = 'missed' where number in (1, 3)`);
    await deepCheck('recent');
    expect(
      await column('select title from pull_requests where number in (1, 3) order by number'),
    ).toEqual(['Pull request 1', 'missed']);
    await deepCheck('whole');
    expect(await column(`select number from pull_requests where title = 'missed'`)).toEqual([]);
  });

  test('reads everything where fewer are stored than GitHub counts', async () => {
    await readAll();
    await db.pool.query('delete from pull_requests where number = 4');
    await db.pool.query('delete from issues where number = 52');
    await deepCheck('recent');
    expect(await column('select number from pull_request_facts order by number')).toEqual([
      1, 2, 3, 4,
    ]);
    expect(await column('select number from issues order by number')).toEqual([50, 51, 52]);
    expect(
      await rows(`select stored, total from sync_streams where stream = 'pull-requests'`),
    ).toEqual([{ stored: 4, total: 4 }]);
  });

  test('removes an old row too, where more are stored than GitHub counts', async () => {
    await readAll();
    await deepCheck('recent', repository({ issues: [makeIssue(50, 3), makeIssue(51, 3)] }));
    expect(await column('select number from issues order by number')).toEqual([50, 51]);
  });

  test('keeps everything when GitHub cannot be asked, and says why', async () => {
    await readAll();
    const before = await fingerprint(db, { versions: true });
    const effect = { kind: 'status', status: 502 } as const;
    synced.simulator.replaceFaults(
      ['issues', 'issuePresent'].map((operation) => ({ match: { operation }, effect })),
    );
    const { kind } = await deepCheck('recent', repository({ issues: [] }));
    expect(kind).toBe('failed');
    expect(await fingerprint(db, { versions: true })).toEqual(before);
    synced.simulator.replaceFaults([]);
    synced.simulator.replaceWorld(makeWorld());
    expect((await deepCheck('recent')).kind).toBe('failed');
    expect(await fingerprint(db, { versions: true })).toEqual(before);
  });

  test('that is cut short leaves every place, and is whole when begun again', async () => {
    await readAll();
    const before = await places();
    await db.pool.query(`update pull_requests set title = 'missed'`);
    const stopping = new AbortController();
    const stopSoon = { afterStore: async () => stopping.abort(), signal: stopping.signal };
    expect(await deepCheck('whole', undefined, stopSoon)).toEqual({ kind: 'stopped' });
    expect(await places()).toEqual(before);
    expect(await deepCheck('whole')).toEqual({ kind: 'complete' });
    expect(await column(`select number from pull_requests where title = 'missed'`)).toEqual([]);
  });
});
