import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { generateSampleTeam } from '@bellwether/server/github-simulator/worlds/sample-team/generate-sample-team';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { auditRows } from '../support/audit-rows.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openVisitor } from '../support/visitor.ts';

let server: TestServer;
let simulator: Simulator;

beforeAll(async () => {
  const world = generateSampleTeam({ seed: 7, endsAt: new Date() });
  simulator = await startSimulator({ world });
  server = await startTestServer();
  // The team in this process: its own is made of what is built.
  server.app.sample.credentials = async () => ({
    ...{ kind: 'token', apiUrl: simulator.url, token: 'sample-team' },
  });
});
afterAll(async () => {
  await server.remove();
  await simulator.close();
});
beforeEach(() => server.app.db.pool.query('delete from rate_limits'));

const query = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await server.app.db.pool.query<Row>(sql)).rows;

const here = () => openVisitor(server.url);
const elsewhere = () => openVisitor(server.url, { from: '203.0.113.9' });

const refusalOf = async (call: Promise<unknown>) =>
  (
    (await call.then(
      () => null,
      (error: unknown) => error,
    )) as { data?: { error?: unknown } } | null
  )?.data?.error;

describe('the sample team', () => {
  it('is offered on this machine alone', async () => {
    expect(await here().trpc.access.entrance.query()).toMatchObject({
      ...{ sampleRoles: ['lead', 'engineer', 'manager'], sampleRoleAtOnce: null },
    });
    expect(await elsewhere().trpc.access.entrance.query()).toMatchObject({ sampleRoles: [] });
    expect(
      await refusalOf(elsewhere().trpc.access.enterSample.mutate({ role: 'lead' })),
    ).toMatchObject({
      code: 'forbidden',
    });
  });

  it.each([
    ['lead', 'Imke Sander'],
    ['engineer', 'Noor Haddad'],
    ['manager', 'Henrike Falk'],
  ] as const)('is entered as its %s with one call, which starts it', async (role, name) => {
    const browser = here();
    await browser.trpc.access.enterSample.mutate({ role });
    expect(await browser.trpc.access.me.query()).toMatchObject({
      ...{ kind: 'sample', name, grants: [{ role }] },
    });
    expect(await query(`select kind from connections`)).toEqual([{ kind: 'sample' }]);
    expect((await auditRows(server.app.db, 'access.enterSample')).at(-1)).toMatchObject({
      after: { role },
    });
  });

  it('is never entered as an admin', async () => {
    const role = 'admin' as 'lead';
    expect(await refusalOf(here().trpc.access.enterSample.mutate({ role }))).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('shows an engineer their own numbers, and both leads and engineers their team, once it is read', async () => {
    const [engineer, lead] = [here(), here()];
    await engineer.trpc.access.enterSample.mutate({ role: 'engineer' });
    await lead.trpc.access.enterSample.mutate({ role: 'lead' });
    await server.whenSynced();
    const me = await engineer.trpc.access.me.query();
    const [noor] = await query<{ id: string }>(
      `select person_id as id from accounts where login = 'noor-hf'`,
    );
    expect(me).toMatchObject({ personId: noor?.id, grants: [{ teamName: 'Lending desk' }] });
    const [grant] = (await lead.trpc.access.me.query()).grants;
    expect(grant).toMatchObject({ role: 'lead', teamId: expect.any(String) });
  });

  it('is left behind elsewhere, after twelve hours, and when it goes', async () => {
    const browser = here();
    await browser.trpc.access.enterSample.mutate({ role: 'manager' });
    const carried = elsewhere();
    for (const [name, value] of browser.jar) {
      carried.jar.set(name, value);
    }
    expect(await refusalOf(carried.trpc.access.me.query())).toMatchObject({
      code: 'unauthenticated',
    });
    expect(await refusalOf(browser.trpc.access.me.query())).toBeUndefined();
    await query(`update sessions set created_at = now() - interval '12 hours'`);
    expect(await refusalOf(browser.trpc.access.me.query())).toMatchObject({
      code: 'unauthenticated',
    });
    await browser.trpc.access.enterSample.mutate({ role: 'manager' });
    const api = createApiClient(server.url);
    for (const { id: connectionId } of await api.connections.list.query()) {
      await api.connections.remove.mutate({ connectionId });
    }
    expect(await refusalOf(browser.trpc.access.me.query())).toMatchObject({
      code: 'unauthenticated',
    });
    expect(await query(`select 1 from users where kind = 'sample'`)).toEqual([]);
    expect(await query('select 1 from people')).toEqual([]);
  });

  it('is not entered beside a real connection', async () => {
    await query(
      `insert into connections (kind, api_url) values ('token', 'https://api.github.com')`,
    );
    try {
      expect(await here().trpc.access.entrance.query()).toMatchObject({ sampleRoles: [] });
      expect(
        await refusalOf(here().trpc.access.enterSample.mutate({ role: 'lead' })),
      ).toMatchObject({
        code: 'conflict',
      });
    } finally {
      await query('delete from connections');
    }
  });

  it('of somebody has no other way in: no password, and no mail', async () => {
    const browser = here();
    await browser.trpc.access.enterSample.mutate({ role: 'lead' });
    const change = { current: 'anything', next: 'tin rhubarb kayak lantern' };
    expect(await refusalOf(browser.trpc.access.changePassword.mutate(change))).toMatchObject({
      code: 'conflict',
    });
    expect(
      await refusalOf(browser.trpc.access.linkMethod.mutate({ provider: 'github' })),
    ).toMatchObject({ code: 'not_found' });
  });
});

it('with BELLWETHER_SAMPLE whoever opens it on this machine is told to enter as the lead', async () => {
  const sample = await startTestServer({ env: { BELLWETHER_SAMPLE: '1' }, withoutAdmin: true });
  try {
    await sample.whenConnected();
    const atOnce = async (from?: string) =>
      (
        await openVisitor(
          sample.url,
          from === undefined ? {} : { from },
        ).trpc.access.entrance.query()
      ).sampleRoleAtOnce;
    expect([await atOnce(), await atOnce('203.0.113.9')]).toEqual(['lead', null]);
  } finally {
    await sample.remove();
  }
});
