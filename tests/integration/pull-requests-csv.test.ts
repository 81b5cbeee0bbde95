import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildAccount } from '@bellwether/prisma/factories/build-account';
import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import {
  type BuiltPullRequest,
  buildPullRequest,
} from '@bellwether/prisma/factories/build-pull-request';
import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { createHttpApp } from '@bellwether/server/http/http-app';
import { createLog } from '@bellwether/server/log';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import {
  formatPullRequestsCsv,
  type PullRequestCsvRow,
  pullRequestsCsvHeader,
} from '@bellwether/shared/pull-requests/pull-requests-csv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { ADMINS_ONLY, INTERFACES_ALONE } from '../support/http-face.ts';

const titles = [
  '=cmd|calc',
  '+1',
  '-1',
  '@sum',
  '\tindented',
  '\rreturn',
  'a "quoted", and\r\nbroken line',
  'x'.repeat(3_000),
  '🚀 عربي',
  ' spaces kept ',
];

let db: Database;
let server: Server;
let url: string;
const expected: PullRequestCsvRow[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  for (const repository of ['acme/zebra', 'Acme/api', 'acme/api-client']) {
    expected.push(...(await fillRepository(repository)));
  }
  const app = { db, clock: () => new Date(), log: createLog('silent'), ...ADMINS_ONLY };
  server = createHttpApp(app as unknown as AppContext, INTERFACES_ALONE).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await db.close();
});

async function fillRepository(repository: string): Promise<PullRequestCsvRow[]> {
  const [owner = '', name = ''] = repository.split('/');
  const { id } = await buildRepository(db.pool, { owner, name });
  const author = await buildAccount(db.pool, { login: `${name}[bot]`, type: 'Bot' });
  const built: BuiltPullRequest[] = [];
  for (const [index, title] of titles.entries()) {
    const createdAt = new Date(Date.UTC(2026, 2, 1 + index));
    const overrides = {
      repositoryId: id,
      title,
      number: titles.length - index,
      createdAt,
      mergedAt: index % 2 === 0 ? new Date(createdAt.getTime() + 3_600_000) : null,
      authorId: index === 0 ? null : author.id,
    };
    built.push(await buildPullRequest(db.pool, overrides));
  }
  return built.map(({ facts, pullRequest }) => ({
    facts,
    repository,
    title: pullRequest.title,
    authorLogin: pullRequest.authorId === null ? null : author.login,
  }));
}

async function ask(path: string) {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function refusal(path: string) {
  const { status, text } = await ask(path);
  return {
    status,
    ...(JSON.parse(text).error as { field: string; remedy: string; message: string }),
  };
}

describe('pull-requests.csv', () => {
  it('is byte for byte what the pure builder makes of all rows', async () => {
    const { status, headers, text } = await ask('/pull-requests.csv');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('pull-requests.csv');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toBe(formatPullRequestsCsv(expected));
  });

  it('defuses what a spreadsheet would run', async () => {
    const { text } = await ask('/pull-requests.csv');
    expect(text).toContain(`,'=cmd|calc,`);
    expect(text).not.toMatch(/,[=+@-](cmd|1|sum)/);
  });

  it('gives the rows whose instant lies in the half-open period', async () => {
    const from = new Date('2026-03-03T01:00:00Z');
    const inPeriod = expected.filter(
      ({ facts: { mergedAt } }) =>
        mergedAt !== null && mergedAt >= from && mergedAt < new Date('2026-03-07T01:00:00Z'),
    );
    expect(inPeriod).toHaveLength(6);
    const merged = await ask(
      '/pull-requests.csv?from=2026-03-03T01:00:00Z&to=2026-03-07T01:00:00Z',
    );
    expect(merged.text).toBe(formatPullRequestsCsv(inPeriod));
    const created = await ask('/pull-requests.csv?from=2026-03-09&by=createdAt');
    expect(created.text.split('\r\n')[1]).toMatch(/^Acme\/api,1,/);
  });

  it('takes several repositories, in any case, repeated or with commas', async () => {
    const both = formatPullRequestsCsv(
      expected.filter(({ repository }) => repository !== 'acme/zebra'),
    );
    const commas = await ask('/pull-requests.csv?repository=acme/API,acme/api-client');
    const repeated = await ask('/pull-requests.csv?repository=acme/api&repository=acme/api-client');
    expect([commas.text, repeated.text]).toEqual([both, both]);
  });

  it('takes authors, branches and words, as the table does', async () => {
    const byApi = expected.filter(({ authorLogin }) => authorLogin === 'api[bot]');
    const ofAuthor = await ask('/pull-requests.csv?author=api&author=nobody&base_branch=main');
    expect(ofAuthor.text).toBe(formatPullRequestsCsv(byApi));
    expect((await ask('/pull-requests.csv?base_branch=elsewhere')).text.split('\r\n')).toHaveLength(
      2,
    );
    const found = await ask(`/pull-requests.csv?search=${encodeURIComponent('🚀 acme/zebra')}`);
    expect(found.text).toBe(
      formatPullRequestsCsv(
        expected.filter(
          ({ title, repository }) => title.includes('🚀') && repository === 'acme/zebra',
        ),
      ),
    );
  });

  it.each([
    [`search=${'x'.repeat(201)}`, 400, 'search'],
    ['from=yesterday', 400, 'from'],
    ['to=2026-02-30', 400, 'to'],
    ['from=2026-03-02&to=2026-03-02', 400, 'to'],
    ['by=closedAt', 400, 'by'],
    ['repository=acme', 400, 'repository'],
    ["repository=acme/api';--", 400, 'repository'],
    ['form=2026-03-01', 400, 'form'],
    ['repository=acme/nothing', 404, 'repository'],
  ])('refuses ?%s with %i and says what would be right', async (query, status, field) => {
    const answer = await refusal(`/pull-requests.csv?${query}`);
    expect(answer).toMatchObject({ status, field });
    expect(answer.remedy.length).toBeGreaterThan(10);
  });

  it('gives every row once when there are more than fit one read', async () => {
    await buildFactsBulk(db.pool, {
      count: 2_500,
      seed: 3,
      from: new Date('2030-01-01T00:00:00Z'),
      to: new Date('2030-06-01T00:00:00Z'),
      repositories: 1,
      authors: 10,
    });
    const { text } = await ask('/pull-requests.csv?from=2030-01-01&by=createdAt');
    const rows = text.split('\r\n').slice(1, -1);
    expect(new Set(rows.map((row) => row.split(',')[1])).size).toBe(2_500);
    expect(rows).toHaveLength(2_500);
  });

  it('is the header alone when nothing lies in the period', async () => {
    const { text } = await ask('/pull-requests.csv?from=1990-01-01&to=1990-01-02');
    expect(text).toBe(pullRequestsCsvHeader);
  });
});

describe('metrics', () => {
  it('have one entry per bucket, null where nothing is known', async () => {
    const { status, text } = await ask('/metrics/review-cycle?from=2026-03-01&to=2026-03-29');
    const answer = JSON.parse(text);
    expect(status).toBe(200);
    expect(answer.definitionVersion).toBe(definitionVersion);
    expect(answer.dataAsOf).toBeNull();
    expect(answer.buckets.map(({ start }: { start: string }) => start)).toEqual([
      '2026-02-23T00:00:00Z',
      '2026-03-02T00:00:00Z',
      '2026-03-09T00:00:00Z',
      '2026-03-16T00:00:00Z',
      '2026-03-23T00:00:00Z',
    ]);
    expect(answer.buckets[4]).toEqual({
      start: '2026-03-23T00:00:00Z',
      n: 0,
      p50: null,
      p75: null,
      p90: null,
      mean: null,
      interval80: null,
      censored: 0,
      excluded: {},
    });
    expect(answer.buckets[1].excluded).toEqual({ bot: 9 });
    expect(answer.buckets[0].excluded).toEqual({ ghost: 3 });
  });

  it.each([
    ['/metrics/happiness', 404, 'name'],
    ['/metrics/pickup', 400, 'from'],
    ['/metrics/pickup?from=2026-03-01', 400, 'to'],
    ['/metrics/pickup?from=2026-03-01&to=2026-04-01&bucket=year', 400, 'bucket'],
    ['/metrics/pickup?from=1900-03-01&to=2026-04-01&bucket=day', 400, 'bucket'],
    ['/metrics/pickup?from=2026-03-01&to=2026-04-01&clock=lunch', 400, 'clock'],
    ['/metrics/pickup?from=2026-03-01&to=2026-04-01&repository=acme/nothing', 404, 'repository'],
  ])('refuse %s with %i at the field', async (path, status, field) => {
    const answer = await refusal(path);
    expect(answer).toMatchObject({ status, field });
    expect(answer.remedy.length).toBeGreaterThan(10);
  });
});
