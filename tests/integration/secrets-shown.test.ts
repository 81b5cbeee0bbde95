import { connect } from '@bellwether/server/features/connections/connect.service';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { smallRepository } from '../support/small-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const start = new Date('2026-05-03T09:00:00.000Z');
let now = start;
let simulator: Simulator;
let server: TestServer;
let api: ReturnType<typeof createApiClient>;

const lena = { user: { login: 'lena', id: 901 }, scopes: ['repo', 'read:org'] };
const FIRST = 'ghp_firstTokenOfLena0001';
const SECOND = 'ghp_secondTokenOfLena9f2';
const TOMS = 'ghp_tokenOfSomebodyElse';
const HOOK = 'a-webhook-secret-of-people';

beforeAll(async () => {
  simulator = await startSimulator({
    world: {
      ...{ name: 'secrets', endsAt: '2026-05-02T12:00:00Z' },
      repositories: [smallRepository('acme/shop', {})],
    },
    tokens: [
      { token: FIRST, ...lena },
      { token: SECOND, ...lena },
      { token: TOMS, user: { login: 'tom', id: 902 }, scopes: ['repo'] },
    ],
  });
  const env = { GITHUB_API_URL: simulator.url };
  server = await startTestServer({ env, clock: () => now });
  api = createApiClient(server.url);
});

afterAll(async () => {
  await server?.remove();
  await simulator?.close();
});

const only = async () => (await api.connections.list.query())[0];

describe('a secret that a person gave', () => {
  it('is told by who set it, when, and how it ends', async () => {
    const made = await api.connections.connect.mutate({ token: FIRST });
    expect(made).toMatchObject({
      ...{ secretHint: '0001', secretSetAt: start.toISOString(), secretSetBy: 'Ada Admin' },
      ...{ webhookSecretHint: null, webhookSecretSetAt: null, webhookSecretSetBy: null },
    });
    await api.connections.setWebhookSecret.mutate({ connectionId: made.id, secret: HOOK });
    expect(await only()).toMatchObject({
      ...{ webhookSecretHint: 'ople', webhookSecretSetBy: 'Ada Admin' },
      webhookSecretSetAt: start.toISOString(),
    });
  });

  it('is replaced in place by another one of the same account', async () => {
    now = new Date('2026-05-20T09:00:00.000Z');
    const connectionId = (await only())?.id ?? '';
    await api.connections.replaceSecret.mutate({ connectionId, secret: ` ${SECOND}\n` });
    expect(await api.connections.list.query()).toHaveLength(1);
    expect(await only()).toMatchObject({
      ...{ id: connectionId, secretHint: SECOND.slice(-4), secretSetAt: now.toISOString() },
      webhookSecretSetAt: start.toISOString(),
    });
  });

  it.each([
    ['one of somebody else', TOMS, 'not of lena'],
    ['one that GitHub does not know', 'ghp_unknownToGitHub', 'GitHub'],
    ['no token at all', 'two words', 'no spaces'],
  ])('is not replaced by %s, and the answer does not repeat it', async (_, secret, words) => {
    const connectionId = (await only())?.id ?? '';
    const refusal = await api.connections.replaceSecret
      .mutate({ connectionId, secret })
      .then(() => null)
      .catch((error: { data: { error: { field: string; message: string } } }) => error.data.error);
    expect(refusal).toMatchObject({ field: 'secret' });
    expect(refusal?.message).toContain(words);
    expect(JSON.stringify(refusal)).not.toContain(secret);
    expect(await only()).toMatchObject({ secretHint: SECOND.slice(-4) });
  });

  it('is in no answer and in no line of the audit log', async () => {
    const { events } = await api.audit.list.query({ filter: {}, limit: 200 });
    expect(events.map(({ action }) => action)).toContain('connections.replaceSecret');
    const text = JSON.stringify([events, await api.connections.list.query()]);
    for (const secret of [FIRST, SECOND, TOMS, HOOK]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('a secret of the environment', () => {
  it('is told to be the environment’s, and is as old as it is', async () => {
    const env = { GITHUB_API_URL: simulator.url, GITHUB_TOKEN: FIRST };
    const other = await startTestServer({ env, clock: () => start });
    await other.whenConnected();
    const list = () => createApiClient(other.url).connections.list.query();
    await eventually(async () => (await list()).length === 1);
    expect((await list())[0]).toMatchObject({
      ...{ secretSetBy: 'the environment', secretSetAt: start.toISOString() },
    });
    // As at its next start: the same token again.
    const giver = { setBy: 'the environment' };
    await connect({ ...other.app, clock: () => new Date() }, { token: FIRST }, giver);
    expect((await list())[0]).toMatchObject({ secretSetAt: start.toISOString() });
    await connect({ ...other.app, clock: () => now }, { token: SECOND }, giver);
    expect((await list())[0]).toMatchObject({ secretSetAt: now.toISOString() });
    await other.remove();
  });
});
