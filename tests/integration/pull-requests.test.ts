import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { Database } from '@bellwether/server/db/open-database';
import { readPullRequestDetail } from '@bellwether/server/features/pull-requests/pull-request-detail.service';
import {
  listPullRequests,
  readFilterChoices,
} from '@bellwether/server/features/pull-requests/pull-requests.service';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import {
  filterChoicesSchema,
  pullRequestDetailSchema,
  pullRequestListInputSchema,
  pullRequestListSchema,
  type Receipt,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { sortableColumns } from '@bellwether/shared/pull-requests/sortable-columns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

const period = { from: '2026-03-01', to: '2026-04-01' };
const injection = `'); drop table pull_requests; --`;
const titles = {
  plain: 'Fix the login page',
  percent: 'Reach 100% of_coverage',
  backslash: 'Escape C:\\temp in paths',
  quotes: `Say "hello" to O'Brien`,
  emoji: 'Ship it 🚀👩‍💻 now',
  rtl: 'تحسين صفحة الدخول',
  formula: '=HYPERLINK("http://example.com")',
  markup: '<img src=x onerror=alert(1)>',
  injection,
  long: 'x'.repeat(3_000),
} as const;

let db: Database;
const ids = new Map<string, string>();
let shop = { id: '', name: '' };
let lena = { id: '', login: '' };

beforeAll(async () => {
  db = await openTestDatabase();
  shop = await buildRepository(db.pool, { owner: 'acme', name: 'shop' });
  lena = await buildAccount(db.pool, { login: 'lena' });
  const reviewer = await buildAccount(db.pool, { login: 'noor' });
  const helper = await buildAccount(db.pool, { login: 'helper[bot]', type: 'Bot' });
  for (const [index, [name, title]] of Object.entries(titles).entries()) {
    const createdAt = new Date(Date.UTC(2026, 2, 2 + index, 9));
    const { id } = await buildPullRequest(db.pool, {
      repositoryId: shop.id,
      authorId: name === 'markup' ? helper.id : lena.id,
      title,
      createdAt,
      mergedAt: new Date(createdAt.getTime() + (index + 1) * 3_600_000),
      labels: name === 'plain' ? ['bug', 'a,b'] : [],
      baseBranch: name === 'emoji' ? 'release/1' : 'main',
      reviews:
        index % 2 === 0
          ? [
              {
                authorId: reviewer.id,
                submittedAt: new Date(createdAt.getTime() + 1_800_000),
                state: 'APPROVED',
              },
            ]
          : [],
    });
    ids.set(name, id);
  }
  await buildPullRequest(db.pool, {
    authorId: null,
    title: 'By someone who left',
    createdAt: new Date('2026-03-31T23:59:59Z'),
  });
});

afterAll(() => db.close());

async function list(input: Record<string, unknown>, filter: Record<string, unknown> = {}) {
  const parsed = pullRequestListInputSchema.parse({ filter: { ...period, ...filter }, ...input });
  return pullRequestListSchema.parse(await listPullRequests({ db }, parsed, EVERYTHING));
}

async function titlesFound(search: string) {
  return (await list({ search })).items.map(({ title }) => title);
}

describe('the list', () => {
  it.each(Object.entries(titles))('gives the title back as it is: %s', async (name, title) => {
    const { items } = await list({});
    expect(items.find(({ id }) => id === ids.get(name))?.title).toBe(title);
  });

  it('counts what lies in the half-open period by the instant asked for', async () => {
    expect((await list({})).total).toBe(10);
    expect((await list({ by: 'createdAt' })).total).toBe(11);
    expect((await list({ by: 'createdAt' }, { to: '2026-03-31' })).total).toBe(10);
    expect((await list({}, { from: '2026-03-03' })).total).toBe(9);
  });

  it.each([
    ['100%', [titles.percent]],
    ['of_cov', [titles.percent]],
    ['o_brien', []],
    ['%', [titles.percent]],
    ['C:\\temp', [titles.backslash]],
    [`O'Brien`, [titles.quotes]],
    ['"hello"', [titles.quotes]],
    ['🚀', [titles.emoji]],
    ['صفحة', [titles.rtl]],
    ['LOGIN fix', [titles.plain]],
    ['login xyz', []],
    [`');`, [injection]],
    ['#1', [titles.plain]],
    ['a\0b', []],
  ])('finds %j as plain text', async (search, expected) => {
    expect(await titlesFound(search)).toEqual(expected);
  });

  it('finds by login, by repository and by number', async () => {
    expect(await titlesFound('HELPER')).toEqual([titles.markup]);
    expect((await list({ search: 'acme/shop' })).total).toBe(10);
    expect(await titlesFound('3')).toContain(titles.backslash);
  });

  it('filters by repository, author, branch and label', async () => {
    expect((await list({}, { repositories: [shop.id] })).total).toBe(10);
    expect((await list({}, { repositories: ['R_nothing'] })).total).toBe(0);
    expect((await list({}, { authors: ['helper'] })).total).toBe(1);
    expect((await list({}, { authors: ['lena', 'helper[bot]'] })).total).toBe(10);
    expect((await list({}, { baseBranches: ['release/1'] })).total).toBe(1);
    expect((await list({}, { labels: ['a,b'] })).total).toBe(1);
    expect((await list({}, { labels: [injection], authors: [injection, 'a\0'] })).total).toBe(0);
  });

  it('sorts by every column, unknown last in either direction', async () => {
    for (const sort of sortableColumns) {
      for (const direction of ['asc', 'desc']) {
        const { items } = await list({ sort, direction, by: 'createdAt' });
        const values = items.map((item) => item[sort]);
        const known = values.filter((value) => value !== null);
        expect(values.slice(0, known.length), sort).toEqual(known);
        const numbers = known.filter((value) => typeof value === 'number');
        const ordered = [...numbers].sort((a, b) => (direction === 'asc' ? a - b : b - a));
        expect(numbers, sort).toEqual(ordered);
      }
    }
  });

  it('gives every row once, page by page, even where all sort alike', async () => {
    const seen: string[] = [];
    let cursor: number | null = 0;
    while (cursor !== null) {
      const page = await list({ sort: 'reviewers', limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
  });

  it('has no author for a deleted account', async () => {
    const { items } = await list({ by: 'createdAt', search: 'someone' });
    expect(items[0]).toMatchObject({ author: null, authorClass: 'ghost', mergedAt: null });
  });

  it('left every table standing', async () => {
    const { rows } = await db.pool.query('select count(*)::int as count from pull_requests');
    expect(rows).toEqual([{ count: 11 }]);
  });
});

describe('the detail', () => {
  const clock = () => new Date('2026-04-02T00:00:00Z');

  it('has a receipt for each number, with the value of the table', async () => {
    const id = ids.get('plain') ?? '';
    const answer = await readPullRequestDetail({ db, clock }, id, EVERYTHING);
    const detail = pullRequestDetailSchema.parse(answer);
    const pickup = detail.receipts.find(({ metric }) => metric.startsWith('pickup'));
    expect(pickup?.value).toBe(1_800);
    expect(detail.pullRequest.pickupSeconds).toBe(1_800);
    expect(detail.labels.map(({ name }) => name)).toEqual(['a,b', 'bug']);
    expect(detail.timeline.isFinished).toBe(true);
    expect(detail.timeline.from).toBe('2026-03-02T09:00:00Z');
    expect(detail.timeline.to).toBe('2026-03-02T10:00:00Z');
  });

  it.each(['nothing', injection, 'a\0b', '💥'])('refuses the unknown id %j', async (id) => {
    const failure = await readPullRequestDetail({ db, clock }, id, EVERYTHING).catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'not_found', field: 'id' });
  });
});

describe('the choices', () => {
  it('name what occurs, most used first', async () => {
    const choices = filterChoicesSchema.parse(await readFilterChoices({ db }, SEES_ALL));
    expect(choices.repositories[0]).toEqual({ id: shop.id, repository: 'acme/shop' });
    expect(choices.authors[0]).toBe(lena.login);
    expect(choices.baseBranches).toEqual(['main', 'release/1']);
    expect(choices.labels).toEqual(['a,b', 'bug']);
    expect(choices.firstDay).toBe('2026-03-02');
    expect(choices.lastDay).toBe('2026-03-31');
  });
});

describe('the risk around a pull request (B10)', () => {
  const clock = () => new Date('2026-04-02T00:00:00Z');
  const path = 'src/engine.ts';

  it('is of what was stored of the repository before it was ready, and of no other', async () => {
    const [harbour, pier] = [
      await buildRepository(db.pool, { owner: 'acme', name: 'harbour' }),
      await buildRepository(db.pool, { owner: 'acme', name: 'pier' }),
    ];
    const change = (repositoryId: string, number: number, authorId: string, mergedAt: string) =>
      buildPullRequest(db.pool, {
        ...{ repositoryId, number, authorId, files: [{ path, additions: 3, deletions: 1 }] },
        ...{ createdAt: new Date('2026-01-05T09:00:00Z'), mergedAt: new Date(mergedAt) },
      });
    for (const [index, day] of ['06', '07', '08'].entries()) {
      await change(harbour.id, index + 1, lena.id, `2026-01-${day}T09:00:00Z`);
      await change(pier.id, index + 1, lena.id, `2026-01-${day}T09:00:00Z`);
    }
    const others = await Promise.all(
      ['ann', 'bob'].map((login) => buildAccount(db.pool, { login: `${login}-harbour` })),
    );
    for (const [index, { id }] of others.entries()) {
      await change(pier.id, index + 11, id, '2026-01-09T09:00:00Z');
      await change(harbour.id, index + 11, id, '2026-03-09T09:00:00Z');
    }
    await db.pool.query(
      `insert into incidents (kind, repository_id, title, declared_at, resolved_at, exclusion, updated_at)
       select 'api', $1, title, declared_at::timestamptz, resolved_at::timestamptz, exclusion, now()
       from (values ('open', '2026-02-01T08:00Z', '2026-02-01T12:00Z', null),
         ('over', '2026-01-01T08:00Z', '2026-01-02T12:00Z', null),
         ('later', '2026-02-01T09:30Z', null, null),
         ('drill', '2026-02-01T08:00Z', null, 'drill')) as t (title, declared_at, resolved_at, exclusion)`,
      [harbour.id],
    );
    const risks: (Receipt | undefined)[] = [];
    for (const repositoryId of [harbour.id, pier.id]) {
      const { id } = await buildPullRequest(db.pool, {
        ...{ repositoryId, number: 50, authorId: lena.id },
        ...{
          createdAt: new Date('2026-02-01T09:00:00Z'),
          files: [{ path, additions: 1, deletions: 0 }],
        },
      });
      const { receipts } = await readPullRequestDetail({ db, clock }, id, EVERYTHING);
      risks.push(receipts.find(({ metric }) => metric === 'surroundings'));
    }
    expect(risks[0]).toMatchObject({ value: 5, arithmetic: '2 + 3 = 5' });
    expect(risks[0]?.steps.slice(0, 2).map(({ text }) => text)).toEqual([
      '1 file that 2 people at most had changed, 3 times or more: 2 (src/engine.ts)',
      'An incident was open in this repository when it was ready: 3',
    ]);
    expect(risks[1]).toMatchObject({ value: 0, steps: [] });
  });
});
