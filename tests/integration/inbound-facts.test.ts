import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppContext } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { createHttpApp } from '@bellwether/server/http/http-app';
import { createLog } from '@bellwether/server/log';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiFetch } from '../support/api-fetch.ts';
import { openTestDatabase } from '../support/database.ts';
import { day, deployedRepository, mergeSha } from '../support/deployed-world.ts';
import { ADMINS_ONLY, INTERFACES_ALONE } from '../support/http-face.ts';
import { type SyncedWorld, serveWorld } from '../support/sync-world.ts';
import { makeSha, makeWorld } from '../support/world-rows.ts';

const now = new Date('2026-02-20T09:00:00Z');

type Answer = { status: number; body: unknown };

let db: Database;
let synced: SyncedWorld;
let server: Server;
let url = '';

beforeAll(async () => {
  db = await openTestDatabase();
  synced = await serveWorld(db, makeWorld(deployedRepository({})));
  await synced.pass();
  const log = createLog('silent');
  const app = { db, clock: () => now, log, sync: synced.runner, ...ADMINS_ONLY };
  server = createServer(createHttpApp(app as unknown as AppContext, INTERFACES_ALONE));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server?.close();
  await synced?.close();
  await db?.close();
});
beforeEach(async () => {
  await db.pool.query('delete from deployments');
  await db.pool.query('delete from incidents');
});

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await apiFetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: text });
  return { status: answer.status, body: await answer.json() };
}

const deployment = (externalId: string, number: number, more: object = {}) => ({
  source: 'argocd',
  externalId,
  repository: 'acme/shop',
  sha: mergeSha(number),
  finishedAt: day(number, 18),
  ...more,
});

async function deployedOn(): Promise<Record<number, string | null>> {
  const { rows } = await db.pool.query<{ number: number; at: Date | null }>(
    'select number, deployed_at at from pull_request_facts order by number',
  );
  return Object.fromEntries(rows.map(({ number, at }) => [number, at?.toISOString() ?? null]));
}

const iso = (number: number, hour: number) => day(number, hour).replace('Z', '.000Z');

describe('POST /api/v1/deployments', () => {
  test('brings pull requests to production, a list at once, the first as a baseline', async () => {
    const { status, body } = await post('deployments', [deployment('a', 1), deployment('b', 3)]);
    expect(status).toBe(201);
    expect(body).toEqual([
      { id: expect.any(String), created: true, warnings: [] },
      { id: expect.any(String), created: true, warnings: [] },
    ]);
    await synced.runner.whenIdle();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(3, 18), 3: iso(3, 18), 4: null });
  });

  test('with the commit before, even the first brings some (B9.3); a source commit stands for a build’s (B9.4)', async () => {
    await post(
      'deployments',
      deployment('a', 3, {
        ...{ sha: makeSha('a build'), sourceSha: mergeSha(3), previousSha: mergeSha(1) },
      }),
    );
    await synced.runner.whenIdle();
    expect(await deployedOn()).toEqual({ 1: null, 2: iso(3, 18), 3: iso(3, 18), 4: null });
  });

  test('for several services the earliest counts (B9.2)', async () => {
    const of = (service: string, number: number, at: string) =>
      deployment(`${service}${number}`, number, { service, finishedAt: at });
    await post('deployments', [
      of('web', 1, day(1, 13)),
      of('api', 1, day(1, 14)),
      of('api', 2, day(2, 14)),
      of('web', 2, day(3, 14)),
    ]);
    await synced.runner.whenIdle();
    expect(await deployedOn()).toMatchObject({ 2: iso(2, 14) });
  });

  test('a commit that GitHub does not know is kept, and deploys nobody', async () => {
    const { status } = await post('deployments', [
      deployment('a', 1),
      deployment('b', 3, { sha: makeSha('of nowhere') }),
    ]);
    expect(status).toBe(201);
    await synced.runner.whenIdle();
    expect(await deployedOn()).toEqual({ 1: null, 2: null, 3: null, 4: null });
    const { rows } = await db.pool.query('select id from deployments');
    expect(rows).toHaveLength(2);
  });

  test('the same again is the same one, and takes over what changed', async () => {
    const first = await post('deployments', deployment('a', 1));
    const again = await post('deployments', deployment('a', 1));
    const { id } = first.body as { id: string };
    expect(again).toEqual({ status: 200, body: { id, created: false, warnings: [] } });
    await post('deployments', deployment('a', 2, { status: 'failure', environment: 'prod' }));
    const { rows } = await db.pool.query(
      `select d.id, d.sha, d.environment, s.state from deployments d
       join deployment_statuses s on s.deployment_id = d.id`,
    );
    expect(rows).toEqual([{ id, sha: mergeSha(2), environment: 'prod', state: 'failure' }]);
  });

  test('its beginning, told late, does not take its end back; of another commit it is a new beginning', async () => {
    const begun = { status: 'in_progress', startedAt: day(1, 17), finishedAt: undefined };
    const states = async () =>
      (await db.pool.query('select state, created_at at from deployment_statuses')).rows;
    await post('deployments', deployment('a', 1, begun));
    await post('deployments', deployment('a', 1, { startedAt: day(1, 17) }));
    const late = await post('deployments', deployment('a', 1, begun));
    expect(late).toMatchObject({
      status: 200,
      body: { created: false, warnings: ['It is known to have ended: that stays.'] },
    });
    expect(await states()).toEqual([{ state: 'success', at: new Date(day(1, 18)) }]);
    await post('deployments', deployment('a', 2, begun));
    expect(await states()).toEqual([{ state: 'in_progress', at: new Date(day(1, 17)) }]);
  });

  test('twenty senders of the same at once make one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        post('deployments', [deployment('b', 2), deployment('a', 1)]),
      ),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(ids(body)))).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const { rows } = await db.pool.query('select id from deployments');
    expect(rows).toHaveLength(2);
  });

  function ids(body: unknown): string[] {
    return (body as { id: string }[]).map(({ id }) => id);
  }

  test('a short commit is found among those that are known, or refused', async () => {
    await post('deployments', deployment('a', 1, { sha: mergeSha(1).slice(0, 9).toUpperCase() }));
    const { rows } = await db.pool.query('select sha from deployments');
    expect(rows).toEqual([{ sha: mergeSha(1) }]);
    expect(await refusal(deployment('b', 1, { sha: 'abcdef0' }))).toMatchObject({
      ...{ field: 'sha', remedy: 'Send all 40 digits.' },
    });
  });

  test('short commits of a list are found at once, and the one that is not known is named', async () => {
    const short = (number: number) => mergeSha(number).slice(0, 7 + number);
    const list = [
      deployment('a', 1, { sha: short(1) }),
      deployment('b', 3, { sha: short(3), previousSha: short(2), sourceSha: short(1) }),
    ];
    expect((await post('deployments', list)).status).toBe(201);
    const { rows } = await db.pool.query(
      'select sha, previous_sha previous, source_sha source from deployments order by external_id',
    );
    expect(rows).toEqual([
      { sha: mergeSha(1), previous: null, source: null },
      { sha: mergeSha(3), previous: mergeSha(2), source: mergeSha(1) },
    ]);
    const wrong = [list[0], deployment('c', 1, { previousSha: 'abcdef0' })];
    expect(await refusal(wrong)).toMatchObject({ field: '[1].previousSha' });
  });

  test('an environment that is no production is kept with a warning', async () => {
    const { body } = await post('deployments', deployment('a', 1, { environment: 'staging' }));
    expect(body).toMatchObject({ warnings: [expect.stringContaining('"staging"')] });
  });

  async function refusal(body: unknown, status = 400) {
    const answer = await post('deployments', body);
    expect(answer.status).toBe(status);
    return (answer.body as { error: { field: string | null; remedy: string | null } }).error;
  }

  test.each([
    ['source', { source: '' }],
    ['source', { source: 'a\nb' }],
    ['externalId', { externalId: undefined }],
    ['externalId', { externalId: 7 }],
    ['repository', { repository: 'shop' }],
    ['sha', { sha: 'xyz' }],
    ['sha', { sha: `${'a'.repeat(41)}` }],
    ['status', { status: 'done' }],
    ['finishedAt', { finishedAt: '2026-02-31T09:00:00Z' }],
    ['finishedAt', { finishedAt: '2026-02-01T09:00:00' }],
    ['finishedAt', { finishedAt: 1_760_000_000 }],
    ['finishedAt', { finishedAt: undefined }],
    ['finishedAt', { startedAt: day(5), finishedAt: day(4) }],
    ['finishedAt', { finishedAt: '2026-02-20T10:00:00Z' }],
    ['startedAt', { status: 'in_progress', finishedAt: undefined }],
    ['url', { url: 'javascript:alert(1)' }],
    ['sourceSha', { sourceSha: 'main' }],
    ['enviroment', { enviroment: 'prod' }],
  ])('names the field %s when it is wrong: %j', async (field, more) => {
    const error = await refusal(deployment('a', 1, more));
    expect(error.field).toBe(field);
    const { rows } = await db.pool.query('select id from deployments');
    expect(rows).toEqual([]);
  });

  test('a list with one that is wrong is refused as a whole, with its place', async () => {
    const wrong = [deployment('a', 1), deployment('b', 2, { sha: 'no' })];
    expect(await refusal(wrong)).toMatchObject({ field: '[1].sha' });
    expect(await refusal([])).toMatchObject({ remedy: 'Send 1 to 100 at once.' });
    expect(await refusal(Array.from({ length: 101 }, () => ({})))).toMatchObject({ field: null });
    expect(await refusal([1])).toMatchObject({ field: '[0]' });
    const { rows } = await db.pool.query('select id from deployments');
    expect(rows).toEqual([]);
  });

  test('a repository that is not read is not found, and those that are read are named', async () => {
    const error = await refusal(deployment('a', 1, { repository: 'acme/other' }), 404);
    expect(error).toMatchObject({ field: 'repository', remedy: 'Read are acme/shop.' });
    expect(
      (await post('deployments', deployment('a', 1, { repository: 'ACME/Shop' }))).status,
    ).toBe(201);
  });

  test('what is no JSON is refused with its place; another type and a large body each in its way', async () => {
    const broken = await post('deployments', '{\n  "source": "a"\n  "sha": 1}');
    expect(broken.status).toBe(400);
    expect(broken.body).toMatchObject({
      error: { message: 'The body is not JSON: it goes wrong at line 3, column 3.' },
    });
    expect((await post('deployments', '')).status).toBe(400);
    expect((await post('deployments', '"text"')).status).toBe(400);
    expect((await post('deployments', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post('deployments', ' '.repeat(300_000))).status).toBe(413);
  });

  test('a page from elsewhere may not send', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    expect((await post('deployments', deployment('a', 1), headers)).status).toBe(403);
  });
});

describe('POST /api/v1/incidents', () => {
  test('tells open pages that there is something new', async () => {
    const changes: string[] = [];
    const stop = synced.runner.onProgress((change) => changes.push(change));
    expect((await post('incidents', incident())).status).toBe(201);
    stop();
    expect(changes).toContain('data');
  });

  const incident = (more: object = {}) => ({
    source: 'pager',
    externalId: 'P1',
    title: 'Checkout is down',
    ...more,
  });
  const stored = async () =>
    (
      await db.pool.query(
        `select severity, service, impact_started_at impact, declared_at declared, resolved_at resolved,
           repository_id repository, exclusion from incidents`,
      )
    ).rows;

  test('keeps what is told, and makes up no instant (B16)', async () => {
    const told = {
      ...{ repository: 'acme/shop', service: 'web', severity: 'sev2', causedBy: 'acme/shop#3' },
      ...{ impactStartedAt: '2026-02-03T10:20:00+01:00', declaredAt: day(3, 10) },
    };
    expect((await post('incidents', incident(told))).status).toBe(201);
    const [repository] = synced.repositoryIds;
    const row = { severity: 'sev2', service: 'web', repository, exclusion: null, resolved: null };
    expect(await stored()).toEqual([
      {
        ...row,
        impact: new Date(day(3, 9).replace(':00:', ':20:')),
        declared: new Date(day(3, 10)),
      },
    ]);
    const again = incident({ ...told, resolvedAt: day(3, 11), exclusion: 'drill' });
    expect(await post('incidents', again)).toMatchObject({ status: 200, body: { created: false } });
    expect(await stored()).toMatchObject([{ exclusion: 'drill', resolved: new Date(day(3, 11)) }]);
  });

  test('the worst severity that one reached counts, with all that it was said to be (B16)', async () => {
    const say = async (severity?: string) => {
      await post('incidents', incident({ declaredAt: day(3, 10), severity }));
      const { rows } = await db.pool.query('select severity, severities from incidents');
      const [row] = rows as {
        severity: string | null;
        severities: { severity: string | null }[];
      }[];
      return [row?.severity, row?.severities.map((one) => one.severity)];
    };
    expect(await say()).toEqual([null, []]);
    expect(await say('sev3')).toEqual(['sev3', ['sev3']]);
    expect(await say('sev3')).toEqual(['sev3', ['sev3']]);
    expect(await say('sev1')).toEqual(['sev1', ['sev3', 'sev1']]);
    expect(await say('sev4')).toEqual(['sev1', ['sev3', 'sev1', 'sev4']]);
  });

  test('nothing lies before the impact; both are named', async () => {
    const answer = await post(
      'incidents',
      incident({ impactStartedAt: day(3, 10), detectedAt: day(3, 9) }),
    );
    expect(answer.status).toBe(400);
    const { error } = answer.body as { error: { message: string; field: string } };
    expect(error.field).toBe('detectedAt');
    expect(error.message).toContain('detectedAt');
    expect(error.message).toContain('impactStartedAt');
  });

  test('any other inversion is taken with a warning, and so is one without instants', async () => {
    const inverted = incident({ acknowledgedAt: day(3, 9), detectedAt: day(3, 10) });
    expect(await post('incidents', inverted)).toMatchObject({
      status: 201,
      body: { warnings: ['acknowledgedAt lies before detectedAt: taken as it is.'] },
    });
    expect((await post('incidents', incident())).body).toMatchObject({
      warnings: [expect.stringContaining('No instant')],
    });
  });

  test.each([
    ['severity', { severity: 'high' }],
    ['causedBy', { causedBy: 'yesterday' }],
    ['exclusion', { exclusion: 'other' }],
    ['title', { title: '  ' }],
    ['closedAt', { closedAt: 'soon' }],
    ['resolvedAt', { impactStartedAt: day(3, 9), resolvedAt: '9999-12-31T23:59:59Z' }],
  ])('names the field %s when it is wrong', async (field, more) => {
    const { status, body } = await post('incidents', incident(more));
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { field } } });
  });
});
