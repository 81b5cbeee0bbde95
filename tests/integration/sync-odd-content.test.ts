import type { Database } from '@bellwether/server/db/open-database';
import type { WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { fingerprint } from '../support/stored-csv.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import {
  makeComment,
  makeCommit,
  makePull,
  makeRepository,
  makeSha,
  makeUser,
  makeWorld,
} from '../support/world-rows.ts';

describe('what repositories hold', () => {
  let db: Database;
  let synced: SyncedWorld | undefined;

  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterEach(async () => {
    await synced?.close();
    await db.pool.query('delete from connections');
    await db.pool.query('delete from pull_request_facts');
    await db.pool.query('delete from accounts');
    await db.pool.query('delete from people');
  });
  afterAll(() => db?.close());

  async function read(repository: Partial<WorldRepository>): Promise<SyncedWorld> {
    synced = await serveWorld(db, makeWorld(makeRepository('acme/shop', repository)));
    await synced.pass();
    return synced;
  }

  async function rows<T extends object>(sql: string): Promise<T[]> {
    return (await db.pool.query<T>(sql)).rows;
  }

  const failures = () =>
    rows('select stream, error_message from sync_streams where error_code is not null');

  test('an empty repository is read without a word', async () => {
    await read({ pushed_at: null });
    expect(await failures()).toEqual([]);
    expect(await rows('select is_empty, default_branch from repositories')).toEqual([
      { is_empty: true, default_branch: null },
    ]);
    expect(
      await rows(`select stored, total from sync_streams where stream = 'pull-requests'`),
    ).toEqual([{ stored: 0, total: 0 }]);
  });

  test('an archived repository is read like any other', async () => {
    await read({
      archived: true,
      pulls: [makePull(1)],
      commits: [makeCommit(1, makeSha('head 1'))],
    });
    expect(await failures()).toEqual([]);
    expect(await rows('select is_archived from repositories')).toEqual([{ is_archived: true }]);
    expect(await rows('select number from pull_request_facts')).toEqual([{ number: 1 }]);
  });

  test('a token that may not read the contents reads the pull requests all the same', async () => {
    const permissions = {
      metadata: 'read',
      pull_requests: 'read',
      issues: 'read',
      deployments: 'read',
    } as const;
    const world = makeWorld(
      makeRepository('acme/shop', {
        pulls: [makePull(1)],
        commits: [makeCommit(1, makeSha('head 1'))],
      }),
    );
    synced = await serveWorld(db, world, { tokens: [{ token: 'any', permissions }] });
    await synced.pass();
    expect(await failures()).toEqual([]);
    expect(await rows('select number from pull_request_facts')).toEqual([{ number: 1 }]);
  });

  test('a deleted user is nobody, wherever they stood', async () => {
    await read({
      pulls: [makePull(1, { user: null })],
      reviews: [
        {
          pull_number: 1,
          id: 1,
          user: null,
          state: 'APPROVED',
          submitted_at: '2026-02-01T12:00:00Z',
        },
      ],
      issueComments: [makeComment(1, 2, null), makeComment(1, 3, makeUser('ghost'))],
      commits: [makeCommit(1, makeSha('head 1'), { author: null })],
    });
    expect(await failures()).toEqual([]);
    expect(await rows('select author_id, author_class from pull_request_facts')).toEqual([
      { author_id: null, author_class: 'ghost' },
    ]);
    expect(await rows('select author_id from issue_comments')).toEqual([
      { author_id: null },
      { author_id: null },
    ]);
    expect(await rows('select author_id from reviews')).toEqual([{ author_id: null }]);
    expect(await rows('select login from accounts')).toEqual([]);
  });

  test.each([
    ['3,000 characters', 'x'.repeat(3000), 'x'.repeat(3000)],
    ['emoji', '🐏 ship it 👩‍👩‍👧‍👦', '🐏 ship it 👩‍👩‍👧‍👦'],
    ['right-to-left text', 'תיקון שגיאה في الخادم', 'תיקון שגיאה في الخادم'],
    ['a NUL character', 'a\u0000b', 'ab'],
    ['the letters of its escape', 'a\\u0000b', 'a\\u0000b'],
    ['quotes and backslashes', `it's "a\\b"; drop table x`, `it's "a\\b"; drop table x`],
  ])('a title of %s is kept', async (_, title, kept) => {
    await read({ pulls: [makePull(1, { title })] });
    expect(await failures()).toEqual([]);
    expect(await rows('select title from pull_requests')).toEqual([{ title: kept }]);
  });

  test('300 commits, 1,000 comments, 250 files and 150 reviews arrive whole', async () => {
    const shas = Array.from({ length: 300 }, (_, index) => makeSha(`commit ${index}`));
    const tom = makeUser('tom');
    await read({
      pulls: [makePull(1, { changed_files: 250 }), makePull(2)],
      commits: shas.map((sha, index) =>
        makeCommit(1, sha, {
          parents: index % 50 === 7 ? [makeSha('a'), makeSha('b')] : [makeSha('a')],
        }),
      ),
      issueComments: Array.from({ length: 1000 }, (_, index) =>
        makeComment(1, 10_000 + index, tom),
      ),
      files: Array.from({ length: 250 }, (_, index) => ({
        ...{ pull_number: 1, filename: `src/file-${index}.ts`, status: 'modified' },
        ...{ additions: 1, deletions: 0 },
      })),
      reviews: Array.from({ length: 150 }, (_, index) => ({
        ...{ pull_number: 1, id: 20_000 + index, user: tom, state: 'COMMENTED' as const },
        submitted_at: '2026-02-01T12:00:00Z',
      })),
    });
    expect(await failures()).toEqual([]);
    expect(
      await rows(
        `select p.number, p.commits_total, p.issue_comments_total, p.files_total, p.reviews_total,
           (select count(*)::int from pull_request_commits c where c.pull_request_id = p.id) commits,
           (select count(*)::int from issue_comments c where c.pull_request_id = p.id) comments,
           (select count(*)::int from pull_request_files c where c.pull_request_id = p.id) files,
           (select count(*)::int from reviews c where c.pull_request_id = p.id) reviews
         from pull_requests p where number = 1`,
      ),
    ).toEqual([
      {
        ...{ number: 1, commits_total: 300, issue_comments_total: 1000, files_total: 250 },
        ...{ reviews_total: 150, commits: 300, comments: 1000, files: 250, reviews: 150 },
      },
    ]);
    const ordered = await rows<{ sha: string; parent_count: number }>(
      'select sha, parent_count from pull_request_commits order by position',
    );
    expect(ordered.map((row) => row.sha)).toEqual(shas);
    expect(ordered.filter((row) => row.parent_count === 2)).toHaveLength(6);
  });

  test('an error in the middle of a long list leaves the page unstored', async () => {
    const comments = Array.from({ length: 450 }, (_, index) =>
      makeComment(1, 10_000 + index, makeUser('tom')),
    );
    const world = makeWorld(
      makeRepository('acme/shop', { pulls: [makePull(1)], issueComments: comments }),
    );
    synced = await serveWorld(db, world, {
      faults: [
        { match: { operation: 'nestedLists' }, nth: 3, effect: { kind: 'status', status: 403 } },
      ],
    });
    await synced.pass();
    expect(await rows('select id from pull_requests')).toEqual([]);
    expect(await rows('select id from issue_comments')).toEqual([]);
    expect(
      await rows(`select state, error_code from sync_streams where stream = 'pull-requests'`),
    ).toEqual([{ state: 'failed', error_code: 'upstream_forbidden' }]);
    synced.simulator.replaceFaults([]);
    await synced.pass();
    expect(await rows('select count(*)::int n from issue_comments')).toEqual([{ n: 450 }]);
  });

  test('what GitHub lists no more is removed; commits lose their place and stay', async () => {
    const [first, second, third] = [makeSha('one'), makeSha('two'), makeSha('three')];
    const before = {
      pulls: [makePull(1, { labels: [{ name: 'bug' }, { name: 'ui' }] })],
      commits: [makeCommit(1, first), makeCommit(1, second, { at: '2026-02-01T08:30:00Z' })],
      issueComments: [makeComment(1, 1, makeUser('tom')), makeComment(1, 2, makeUser('tom'))],
    };
    const running = await read(before);
    const after = makeRepository('acme/shop', {
      pulls: [makePull(1, { labels: [{ name: 'ui' }], updated_at: '2030-01-01T00:00:00Z' })],
      commits: [makeCommit(1, third, { at: '2026-02-02T08:30:00Z' })],
      issueComments: [makeComment(1, 2, makeUser('tom'))],
      timeline: [
        {
          ...{ pull_number: 1, id: 77, event: 'head_ref_force_pushed', actor: makeUser('lena') },
          ...{ created_at: '2026-02-02T08:31:00Z', commit_id: third },
          before_commit: {
            sha: makeSha('lost'),
            authored_at: '2026-01-31T06:00:00Z',
            committed_at: '2026-01-31T06:00:00Z',
          },
        },
      ],
    });
    running.simulator.replaceWorld(makeWorld(after));
    await running.pass();
    expect(await rows('select name from pull_request_labels')).toEqual([{ name: 'ui' }]);
    expect(await rows('select count(*)::int n from issue_comments')).toEqual([{ n: 1 }]);
    const commits = await rows<{ sha: string; position: number | null }>(
      'select sha, position from pull_request_commits order by position, sha',
    );
    expect(commits).toHaveLength(4);
    expect(commits[0]).toEqual({ sha: third, position: 0 });
    expect(commits.slice(1).every((row) => row.position === null)).toBe(true);
    // The head that only the force push mentions is the earliest commit that was seen (C9).
    expect(await rows('select first_commit_at, commits from pull_request_facts')).toEqual([
      { first_commit_at: new Date('2026-01-31T06:00:00Z'), commits: 1 },
    ]);
    const settled = await fingerprint(db, { versions: true });
    await running.pass();
    expect(await fingerprint(db, { versions: true })).toEqual(settled);
  });

  test('who is asked for a review now is known, and forgotten when the pull request closes', async () => {
    const pull = makePull(1, {
      requested_reviewers: [makeUser('tom')],
      requested_teams: [{ id: 9, name: 'Core', slug: 'core' }],
    });
    const running = await read({ pulls: [pull] });
    expect(
      await rows('select reviewer_kind, reviewer_name from review_requests order by reviewer_kind'),
    ).toEqual([
      { reviewer_kind: 'account', reviewer_name: 'tom' },
      { reviewer_kind: 'team', reviewer_name: 'acme/core' },
    ]);
    const closed = {
      state: 'closed' as const,
      closed_at: '2026-02-03T09:00:00Z',
      updated_at: '2030-01-01T00:00:00Z',
    };
    running.simulator.replaceWorld(
      makeWorld(makeRepository('acme/shop', { pulls: [{ ...pull, ...closed }] })),
    );
    await running.pass();
    expect(await rows('select * from review_requests')).toEqual([]);
  });

  test('a bot is one account, however GitHub spells it', async () => {
    const bot = makeUser('dependabot[bot]', { type: 'Bot' });
    await read({
      pulls: [makePull(1, { user: bot })],
      reviewComments: [
        {
          ...{ pull_number: 1, id: 5, user: bot, path: 'a.ts', pull_request_review_id: null },
          ...{ created_at: '2026-02-01T12:00:00Z', updated_at: '2026-02-01T12:00:00Z' },
        },
      ],
    });
    expect(await rows('select login, type, person_id from accounts')).toEqual([
      { login: 'dependabot', type: 'Bot', person_id: null },
    ]);
    expect(await rows('select author_class, comments from pull_request_facts')).toEqual([
      { author_class: 'bot', comments: 1 },
    ]);
  });

  test('a rename is followed, and generated files are known from .gitattributes', async () => {
    const pull = makePull(1, { additions: 110, changed_files: 2 });
    const files = [
      { pull_number: 1, filename: 'src/a.ts', status: 'modified', additions: 10, deletions: 0 },
      {
        pull_number: 1,
        filename: 'api/schema.ts',
        status: 'modified',
        additions: 100,
        deletions: 0,
      },
    ];
    const running = await read({ pulls: [pull], files });
    expect(await rows('select size from pull_request_facts')).toEqual([{ size: 110 }]);
    const renamed = makeRepository('acme/store', {
      ...{ node_id: 'R_acme/shop', pulls: [pull], files, former_names: ['acme/shop'] },
      gitattributes: 'api/** linguist-generated',
    });
    running.simulator.replaceWorld(makeWorld(renamed));
    await running.pass();
    expect(await failures()).toEqual([]);
    expect(await rows('select owner, name from repositories')).toEqual([
      { owner: 'acme', name: 'store' },
    ]);
    expect(await rows('select size from pull_request_facts')).toEqual([{ size: 10 }]);
  });

  test('sizes that could not be worked out when the patterns changed are worked out by the next pass', async () => {
    const pull = makePull(1, { additions: 110, changed_files: 2 });
    const file = { pull_number: 1, status: 'modified', deletions: 0 };
    const files = [
      { ...file, filename: 'src/a.ts', additions: 10 },
      { ...file, filename: 'api/schema.ts', additions: 100 },
    ];
    const running = await read({ pulls: [pull], files });
    const gitattributes = 'api/** linguist-generated';
    const marked = makeRepository('acme/shop', { pulls: [pull], files, gitattributes });
    running.simulator.replaceWorld(makeWorld(marked));
    await db.pool.query(
      `create function refuse_size() returns trigger language plpgsql as $$ begin
         if new.size <> old.size then raise exception 'as if the server had died'; end if;
         return new;
       end $$`,
    );
    await db.pool.query(
      `create trigger refuse_size before update on pull_request_facts
       for each row execute function refuse_size()`,
    );
    await running.pass();
    expect(await rows('select size from pull_request_facts')).toEqual([{ size: 110 }]);
    await db.pool.query('drop function refuse_size cascade');
    await running.pass();
    expect(await rows('select size from pull_request_facts')).toEqual([{ size: 10 }]);
  });
});
