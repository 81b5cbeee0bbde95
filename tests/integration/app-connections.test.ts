import { generateKeyPairSync } from 'node:crypto';
import { connectFromEnv } from '@bellwether/server/connect-from-env';
import type { SimulatedApp } from '@bellwether/server/github-simulator/simulated-app';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { smallRepository } from '../support/small-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const HOUR_MS = 3_600_000;
const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = String(key.privateKey.export({ type: 'pkcs1', format: 'pem' }));
const publicKey = String(key.publicKey.export({ type: 'spki', format: 'pem' }));
const otherKey = String(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  }),
);

const shop = smallRepository('acme/shop', {});
const till = { ...smallRepository('acme/till', {}), private: true };
const lone = smallRepository('mira/notes', {});

const acme = { id: 41, owner: 'acme', repositories: ['acme/shop'] };
const mira = {
  ...{ id: 42, owner: 'mira' },
  permissions: { metadata: 'read', pull_requests: 'read', contents: 'read' },
} as const;
const app: SimulatedApp = { id: 7, publicKey, installations: [acme, mira] };
const installed = (...installations: SimulatedApp['installations']): SimulatedApp => ({
  ...app,
  installations,
});

let now = Date.now();
let simulator: Simulator;
let server: TestServer;
let api: ReturnType<typeof createApiClient>;

beforeAll(async () => {
  simulator = await startSimulator({
    ...{ app, tokens: [], clock: () => new Date(now) },
    world: { name: 'apps', endsAt: null, repositories: [shop, till, lone] },
  });
  server = await startTestServer({
    env: { GITHUB_API_URL: `${simulator.url}/api/v3` },
    clock: () => new Date(now),
  });
  api = createApiClient(server.url);
});

afterAll(async () => {
  await server?.remove();
  await simulator?.close();
});

async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(TRPCClientError);
  const { data } = error as { data: { error: { code: string; field: string; message: string } } };
  return data.error;
}

async function connectionOf(login: string): Promise<ConnectionSummary> {
  const found = (await api.connections.list.query()).find((known) => known.login === login);
  if (found === undefined) {
    throw new Error(`No connection of ${login}.`);
  }
  return found;
}

/** What a schedule or a webhook would ask for. */
async function discover(login: string): Promise<void> {
  const { id } = await connectionOf(login);
  await server.app.sync.request({ kind: 'discover', connectionId: id }, 'person');
  await server.whenSynced();
}

const repositoriesOf = (connection: ConnectionSummary) =>
  connection.repositories.map(({ repository }) => repository);

async function storedPulls(): Promise<number> {
  const { rows } = await server.app.db.pool.query('select count(*)::int n from pull_requests');
  return rows[0].n;
}

describe('connecting a GitHub App', () => {
  it('refuses what is no key, and a key of another App, at the field, without repeating it', async () => {
    const bad = await refusal(
      api.connections.connectApp.mutate({ appId: '7', privateKey: 'hunter2' }),
    );
    expect(bad).toMatchObject({ code: 'invalid_input', field: 'privateKey' });
    const others = await refusal(
      api.connections.connectApp.mutate({ appId: '7', privateKey: otherKey }),
    );
    expect(others).toMatchObject({ code: 'upstream_unauthenticated', field: 'privateKey' });
    expect(others.message).toContain('App’s key');
    expect(JSON.stringify([bad, others])).not.toContain('hunter2');
    expect(await api.connections.list.query()).toEqual([]);
  });

  it('says so when the App is installed nowhere', async () => {
    simulator.replaceApp(installed());
    const nowhere = await refusal(api.connections.connectApp.mutate({ appId: '7', privateKey }));
    expect(nowhere).toMatchObject({ code: 'not_found', field: 'appId' });
    simulator.replaceApp(app);
  });

  it('makes a connection of each installation, once however often it is asked at the same time', async () => {
    await Promise.all([
      api.connections.connectApp.mutate({ appId: '7', privateKey, historyMonths: null }),
      api.connections.connectApp.mutate({ appId: '7', privateKey, historyMonths: null }),
    ]);
    const connections = await api.connections.list.query();
    expect(connections.map(({ kind, login }) => [kind, login]).sort()).toEqual([
      ['app', 'acme'],
      ['app', 'mira'],
    ]);
    const stored = await server.app.db.pool.query('select identity from connections order by 1');
    expect(stored.rows.map(({ identity }) => identity)).toEqual([
      `app ${simulator.url}/api/v3 41`,
      `app ${simulator.url}/api/v3 42`,
    ]);
    expect(JSON.stringify(connections)).not.toContain('PRIVATE KEY');
  });

  it('keeps how far back it reads when the environment names the same App at the next start', async () => {
    await api.connections.connectApp.mutate({ appId: '7', privateKey, historyMonths: 6 });
    const env = { githubToken: null, githubRepositories: [], sample: false };
    const githubApp = { appId: '7', privateKey };
    await connectFromEnv(server.app, { ...env, githubApp }, new AbortController().signal);
    const stored = await server.app.db.pool.query(
      'select distinct history_months from connections',
    );
    expect(stored.rows).toEqual([{ history_months: 6 }]);
    await api.connections.connectApp.mutate({ appId: '7', privateKey, historyMonths: null });
  });

  it('names each permission that is missing with the page that it costs', async () => {
    const grants = new Map(
      (await connectionOf('mira')).rights?.abilities.map((known) => [known.ability, known]),
    );
    expect(grants.get('pull-requests')?.granted).toBe('yes');
    expect(grants.get('deployments')).toMatchObject({
      granted: 'no',
      explanation: expect.stringMatching(/lacks "Deployments: read".*lead time/),
    });
    expect(grants.get('issues')?.explanation).toMatch(/lacks "Issues: read".*Incidents/);
    const whole = (await connectionOf('acme')).rights?.abilities ?? [];
    expect(whole.map(({ granted }) => granted)).toEqual(whole.map(() => 'yes'));
  });

  it('finds and reads the repositories by itself', async () => {
    await server.whenSynced();
    const found = await connectionOf('acme');
    expect(repositoriesOf(found)).toEqual(['acme/shop']);
    expect(found.repositories[0]).toMatchObject({ isDiscovered: true, historyFrom: null });
    expect(repositoriesOf(await connectionOf('mira'))).toEqual(['mira/notes']);
    expect(await storedPulls()).toBe(4);
  });
});

describe('an installation', () => {
  it('that is granted one more has it added and read', async () => {
    simulator.replaceApp(installed({ ...acme, repositories: ['acme/shop', 'acme/till'] }, mira));
    await discover('acme');
    expect(repositoriesOf(await connectionOf('acme'))).toEqual(['acme/shop', 'acme/till']);
    expect(await storedPulls()).toBe(6);
  });

  it('that loses one has it marked, keeps its history, and takes it up again when it is back', async () => {
    simulator.replaceApp(installed({ ...acme, repositories: ['acme/till'] }, mira));
    await discover('acme');
    const marked = (await connectionOf('acme')).repositories;
    expect(marked.map(({ inaccessibleSince }) => inaccessibleSince !== null)).toEqual([
      true,
      false,
    ]);
    expect(await storedPulls()).toBe(6);
    simulator.replaceApp(installed({ ...acme, repositories: ['acme/shop', 'acme/till'] }, mira));
    await discover('acme');
    const back = (await connectionOf('acme')).repositories;
    expect(back.map(({ inaccessibleSince }) => inaccessibleSince)).toEqual([null, null]);
  });

  it('has its token renewed by itself when the hour is over', async () => {
    now += 2 * HOUR_MS;
    await server.app.sync.request({ kind: 'pass', repositoryId: shop.node_id }, 'person');
    await server.whenSynced();
    const status = await api.syncStatus.overview.query();
    const read = status.repositories.find(({ repository }) => repository === 'acme/shop');
    expect(read?.state).toBe('idle');
    expect(read?.streams.map(({ error }) => error)).toEqual(read?.streams.map(() => null));
  });

  it('whose token is refused in the middle gets a new one', async () => {
    simulator.replaceFaults([{ nth: 2, effect: { kind: 'bad-credentials' } }]);
    await server.app.sync.request({ kind: 'pass', repositoryId: till.node_id }, 'person');
    await server.whenSynced();
    expect(simulator.stats().faults).toEqual({ 'bad-credentials': 1 });
    simulator.replaceFaults([]);
    const status = await api.syncStatus.overview.query();
    const read = status.repositories.find(({ repository }) => repository === 'acme/till');
    expect(read?.state).toBe('idle');
  });

  it('that is suspended says so in words, is not read, and is read again by itself', async () => {
    simulator.replaceApp(installed({ ...acme, suspendedAt: '2026-03-01T09:00:00Z' }, mira));
    await discover('acme');
    expect((await connectionOf('acme')).suspendedAt).toBe('2026-03-01T09:00:00.000Z');
    await server.app.sync.request({ kind: 'pass', repositoryId: shop.node_id }, 'person');
    await server.whenSynced();
    const suspended = await api.syncStatus.overview.query();
    const stopped = suspended.repositories.find(({ repository }) => repository === 'acme/shop');
    const error = stopped?.streams.find(({ stream }) => stream === 'repository')?.error;
    expect(error?.message).toContain('The installation of the App is suspended.');
    expect(await storedPulls()).toBe(6);

    simulator.replaceApp(installed(acme, mira));
    await discover('acme');
    await server.app.sync.request({ kind: 'pass', repositoryId: shop.node_id }, 'person');
    await server.whenSynced();
    expect((await connectionOf('acme')).suspendedAt).toBeNull();
    const again = await api.syncStatus.overview.query();
    expect(
      again.repositories.find(({ repository }) => repository === 'acme/shop')?.streams[0]?.error,
    ).toBeNull();
  });

  it('that is gone says so, and its history stays', async () => {
    simulator.replaceApp(installed(acme));
    await discover('mira');
    expect((await connectionOf('mira')).suspendedAt).not.toBeNull();
    expect(await storedPulls()).toBe(6);
  });

  it('has its rights looked up again when a person asks', async () => {
    const permissions = { metadata: 'read', pull_requests: 'read' } as const;
    simulator.replaceApp(installed({ ...acme, permissions }));
    const { id } = await connectionOf('acme');
    const checked = await api.connections.checkRights.mutate({ connectionId: id });
    const contents = checked.rights?.abilities.find(({ ability }) => ability === 'contents');
    expect(contents?.granted).toBe('no');
  });
});
