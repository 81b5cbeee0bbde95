import { appRouter } from '@bellwether/server/trpc/app-router';
import { createCallerFactory } from '@bellwether/server/trpc/trpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { apiFetch } from '../support/api-fetch.ts';
import { contextOf } from '../support/request-context.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let api: ReturnType<typeof createApiClient>;

beforeAll(async () => {
  server = await startTestServer();
  api = createApiClient(server.url);
});

afterAll(() => server.remove());

const newest = async () => (await api.audit.list.query({ filter: {}, limit: 1 })).events[0];
const find = async (filter: Parameters<typeof api.audit.list.query>[0]['filter']) =>
  (await api.audit.list.query({ filter, limit: 200 })).events;

describe('the audit log', () => {
  it('tells who changed what, when, from where, before and after', async () => {
    const { teamId } = await api.people.teams.create.mutate({ name: 'Pay' });
    await api.people.teams.rename.mutate({ teamId, name: 'Payments' });
    expect(await newest()).toMatchObject({
      ...{ actorKind: 'user', actorName: 'Ada Admin', action: 'people.teams.rename' },
      ...{ outcome: 'done', subjectKind: 'team', subjectId: teamId, subjectName: 'Payments' },
      ...{ before: { name: 'Pay' }, after: { name: 'Payments' }, ipAddress: '127.0.0.1' },
      requestId: expect.stringMatching(/\S/),
    });
  });

  it('holds what other programs sent, with the token that they used', async () => {
    const posted = {
      source: 'pager',
      externalId: 'i-1',
      title: 'Down',
      impactStartedAt: '2026-01-01T00:00:00Z',
    };
    const answer = await apiFetch(`${server.url}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(posted),
    });
    expect(answer.status).toBe(201);
    expect(await newest()).toMatchObject({ actorKind: 'bootstrap', action: 'incidents.post' });
  });

  it('never holds a secret that was entered', async () => {
    const token = 'ghp_plantedSecretThatNobodyMayFind00';
    const connecting = api.connections.connect.mutate({ token, apiUrl: 'http://127.0.0.1:9' });
    await connecting.catch(() => undefined);
    const { rows } = await server.app.db.pool.query('select * from audit_events');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is found by words, group, outcome and day, and by nothing else', async () => {
    expect(await find({ search: 'payments ADA' })).toHaveLength(1);
    expect(await find({ search: 'payments nobody-at-all' })).toHaveLength(0);
    expect(await find({ search: '%' })).toHaveLength(0);
    const groups = new Set((await find({ action: 'people' })).map(({ action }) => action));
    expect([...groups].sort()).toEqual(['people.teams.create', 'people.teams.rename']);
    expect(await find({ action: 'peop' })).toHaveLength(0);
    const today = new Date().toISOString().slice(0, 10);
    expect((await find({ from: today })).length).toBeGreaterThan(2);
    expect(await find({ to: today })).toHaveLength(0);
    const wrong = api.audit.list.query({ filter: { from: 'yesterday' } });
    await expect(wrong).rejects.toMatchObject({ data: { error: { code: 'invalid_input' } } });
  });

  it('is read page by page without a gap, while new events come', async () => {
    for (let index = 0; index < 5; index += 1) {
      await api.people.teams.create.mutate({ name: `Team ${index}` });
    }
    const seen: number[] = [];
    let cursor: number | null = null;
    do {
      const page = await api.audit.list.query({ filter: {}, limit: 3, cursor });
      seen.push(...page.events.map(({ id }) => id));
      cursor = page.nextCursor;
      await api.people.teams.request.mutate();
    } while (cursor !== null);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(new Set(seen).size).toBe(seen.length);
    const first = await server.app.db.pool.query('select min(id) as id from audit_events');
    expect(seen.at(-1)).toBe(first.rows[0].id);
  });

  it('is downloaded as CSV, by the same choice', async () => {
    const answer = await apiFetch(`${server.url}/api/v1/audit.csv?action=people&search=payments`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('people.teams.rename');
    const refused = await apiFetch(`${server.url}/api/v1/audit.csv?outcome=maybe`);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { field: 'outcome' } });
  });

  it.each([
    'update audit_events set actor_name = $1',
    'delete from audit_events where $1 <> actor_name',
  ])('refuses to be changed by the database itself: %s', async (statement) => {
    const count = async () =>
      (await server.app.db.pool.query('select count(*) as n from audit_events')).rows[0].n;
    const before = await count();
    await expect(server.app.db.pool.query(statement, ['Mallory'])).rejects.toThrow(
      /new rows alone/,
    );
    await expect(server.app.db.pool.query('truncate audit_events')).rejects.toThrow(/new rows/);
    expect(await count()).toBe(before);
  });

  it('does not keep what was mistyped, and does keep what was refused', async () => {
    const before = (await newest())?.id;
    await expect(api.people.teams.create.mutate({ name: '' })).rejects.toThrow();
    expect((await newest())?.id).toBe(before);
    const lead = createCallerFactory(appRouter)(contextOf(server.app, 'lead'));
    await expect(lead.people.teams.create({ name: 'Mine' })).rejects.toThrow('role');
    expect(await newest()).toMatchObject({
      ...{ actorName: 'Test lead', action: 'people.teams.create', outcome: 'refused' },
      after: { asked: { name: 'Mine' } },
    });
  });

  it('is not filled by strangers, nor by what somebody asks with who may not', async () => {
    const lead = createCallerFactory(appRouter)(contextOf(server.app, 'lead'));
    const input = { name: 'Mine', more: 'x'.repeat(100_000) };
    await expect(lead.people.teams.create(input)).rejects.toThrow('role');
    expect(await newest()).toMatchObject({
      after: { asked: { leftOut: expect.stringMatching(/^100\d{3} characters$/) } },
    });
    const knock = () =>
      fetch(`${server.url}/api/auth/callback/github?error=x`, { redirect: 'manual' });
    const refused = async () => (await find({ action: 'sign-in.refused' })).length;
    await knock();
    expect(await refused()).toBe(1);
    const { record } = server.app.audit;
    const origin = { ...{ requestId: 'r', userAgent: null }, isDirectLoopback: false };
    const action = 'sign-in.of-a-stranger';
    for (let count = 0; count < 310; count += 1) {
      const from = { ...origin, ipAddress: `2001:db8::${count.toString(16)}` };
      await record({ action, outcome: 'refused', caller: null, origin: from });
    }
    const { rows } = await server.app.db.pool.query(
      'select count(*)::int as kept from audit_events where action = $1',
      [action],
    );
    expect(rows).toEqual([{ kept: 300 }]);
    await knock();
    expect(await refused()).toBe(2);
  });
});
