import { startSample } from '@bellwether/server/features/connections/sample.service';
import type { SimulatorToken } from '@bellwether/server/github-simulator/access-tokens';
import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import type { World } from '@bellwether/server/github-simulator/world.types';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { smallRepository } from '../support/small-world.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const world: World = {
  name: 'connections',
  endsAt: '2026-03-02T12:00:00Z',
  repositories: [
    smallRepository('acme/shop', {}),
    smallRepository('acme/attic', { archived: true }),
    smallRepository('acme/void', { isEmpty: true }),
  ],
};

/** What the fine-grained token may do, changed as its owner would. */
const finePermissions: NonNullable<SimulatorToken['permissions']> = {
  ...{ metadata: 'read', pull_requests: 'read', contents: 'read' },
};

type Simulator = Awaited<ReturnType<typeof startSimulator>>;

let simulator: Simulator;
let server: TestServer;
let api: ReturnType<typeof createApiClient>;

beforeAll(async () => {
  simulator = await startSimulator({
    world,
    tokens: [
      { token: 'ghp_good1234', user: { login: 'lena', id: 901 }, scopes: ['repo', 'read:org'] },
      { token: 'ghp_public12', user: { login: 'tom', id: 902 }, scopes: [] },
      {
        ...{ token: 'github_pat_fine', user: { login: 'Mira', id: 903 } },
        permissions: finePermissions,
      },
    ],
  });
  server = await startTestServer({ env: { GITHUB_API_URL: simulator.url } });
  api = createApiClient(server.url);
});

afterAll(async () => {
  await server.remove();
  await simulator.close();
});

async function refusal(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError) {
      return error.data.error as { code: string; field: string | null; message: string };
    }
    throw error;
  }
  throw new Error('the call was not refused');
}

describe('connecting GitHub', () => {
  it('refuses a token that GitHub does not know, at the field, without repeating it', async () => {
    const error = await refusal(api.connections.connect.mutate({ token: 'ghp_wrong999' }));
    expect(error).toMatchObject({ code: 'upstream_unauthenticated', field: 'token' });
    expect(JSON.stringify(error)).not.toContain('ghp_wrong999');
    expect(await api.connections.list.query()).toEqual([]);
  });

  it('refuses what cannot be a token with words that say what would be right', async () => {
    expect(await refusal(api.connections.connect.mutate({ token: '  ' }))).toMatchObject({
      code: 'invalid_input',
      field: 'token',
      message: expect.stringContaining('ghp_'),
    });
    expect(await refusal(api.connections.connect.mutate({ token: 'two words' }))).toMatchObject({
      code: 'invalid_input',
      field: 'token',
    });
  });

  it('sends no token where clouds keep the secrets of a machine', async () => {
    const apiUrl = 'http://169.254.169.254/latest';
    const error = await refusal(api.connections.connect.mutate({ token: 'ghp_good1234', apiUrl }));
    expect(error).toMatchObject({ code: 'invalid_input', field: 'apiUrl' });
  });

  it('says that an address does not answer, at the field of the address', async () => {
    const attempt = { token: 'ghp_good1234', apiUrl: 'http://127.0.0.1:9/api/v3' };
    expect(await refusal(api.connections.connect.mutate(attempt))).toMatchObject({
      code: 'upstream_unavailable',
      field: 'apiUrl',
      message: 'GitHub does not answer at http://127.0.0.1:9/api/v3.',
    });
  });

  it('keeps a good token encrypted, says what it may read, and never sends it back', async () => {
    const connection = await api.connections.connect.mutate({ token: 'ghp_good1234' });
    expect(connection).toMatchObject({ kind: 'token', login: 'lena', secretHint: '1234' });
    expect(connection.rights?.abilities.length).toBeGreaterThanOrEqual(5);
    const everything = JSON.stringify(await api.connections.list.query());
    expect(everything).not.toContain('ghp_good1234');
    const stored = await server.app.db.pool.query('select secret_ciphertext from connections');
    expect(stored.rows[0].secret_ciphertext).not.toContain('ghp_good1234');
  });

  it('takes the same account again as a new token for the same connection', async () => {
    const [first] = await api.connections.list.query();
    const again = await api.connections.connect.mutate({ token: 'ghp_good1234' });
    expect(again.id).toBe(first?.id);
    expect(await api.connections.list.query()).toHaveLength(1);
  });

  it('lists repositories with what is special about them', async () => {
    const [connection] = await api.connections.list.query();
    const answer = await api.connections.availableRepositories.query({
      connectionId: connection?.id ?? '',
      search: '',
    });
    const byName = Object.fromEntries(answer.repositories.map((r) => [r.repository, r]));
    expect(byName['acme/attic']).toMatchObject({ isArchived: true });
    expect(byName['acme/void']).toMatchObject({ isEmpty: true });
    const found = await api.connections.availableRepositories.query({
      connectionId: connection?.id ?? '',
      search: 'SHOP',
    });
    expect(found.repositories.map((r) => r.repository)).toEqual(['acme/shop']);
  });

  it('takes the sample team away when the first real repository comes', async () => {
    const sample = await server.app.db.prisma.connection.create({
      data: { kind: 'sample', apiUrl: 'sample team', sampleSeed: 7, sampleEndsAt: new Date() },
    });
    const [connection] = await api.connections.list.query();
    const connectionId = connection?.id ?? '';
    const add = (repository: string) =>
      api.connections.addRepositories.mutate({
        connectionId,
        repositories: [repository],
        historyMonths: null,
      });
    await add('acme/nowhere');
    expect((await api.connections.list.query()).map((c) => c.id)).toContain(sample.id);
    await add('acme/shop');
    expect((await api.connections.list.query()).map((c) => c.id)).toEqual([connectionId]);
    expect(await add('acme/shop')).toEqual({
      added: [],
      refused: [{ repository: 'acme/shop', reason: 'It is already being read.' }],
    });
  });

  it('adds what can be read, archived and empty ones too, and says why the rest was refused', async () => {
    const [connection] = await api.connections.list.query();
    const connectionId = connection?.id ?? '';
    const result = await api.connections.addRepositories.mutate({
      connectionId,
      repositories: ['acme/attic', 'acme/void', 'acme/nowhere'],
      historyMonths: null,
    });
    expect(result.added.sort()).toEqual(['acme/attic', 'acme/void']);
    expect(result.refused).toEqual([
      { repository: 'acme/nowhere', reason: expect.stringContaining('no such repository') },
    ]);
    await server.whenSynced();
    const status = await api.syncStatus.overview.query();
    expect(status.repositories.map((r) => [r.repository, r.state])).toEqual([
      ['acme/attic', 'idle'],
      ['acme/shop', 'idle'],
      ['acme/void', 'idle'],
    ]);
    const pulls = status.repositories[1]?.streams.find((s) => s.stream === 'pull-requests');
    expect(pulls).toMatchObject({ stored: 2, total: 2, coverage: 1 });
    const empty = status.repositories[2]?.streams.find((s) => s.stream === 'pull-requests');
    expect(empty).toMatchObject({ stored: 0, total: 0, coverage: 1, error: null });
  });

  it('keeps the sample team and real repositories apart', async () => {
    expect(await refusal(api.connections.startSample.mutate())).toMatchObject({
      code: 'conflict',
      message: 'The sample team would stand among your own repositories.',
    });
  });

  it('refuses a repository name of another form, naming the field', async () => {
    const [connection] = await api.connections.list.query();
    const error = await refusal(
      api.connections.addRepositories.mutate({
        connectionId: connection?.id ?? '',
        repositories: ['https://github.com/acme/shop'],
        historyMonths: null,
      }),
    );
    expect(error).toMatchObject({ code: 'invalid_input', field: 'repositories.0' });
    expect(error.message).toContain('owner/name');
  });

  it('removes a connection with everything that came through it, after saying how much that is', async () => {
    const [connection] = await api.connections.list.query();
    const connectionId = connection?.id ?? '';
    expect(await api.connections.removalPreview.query({ connectionId })).toEqual({
      repositories: 3,
      pullRequests: 4,
    });
    await api.connections.remove.mutate({ connectionId });
    const counts = await server.app.db.pool.query(
      `select (select count(*) from pull_requests) as pulls, (select count(*) from accounts) as accounts,
              (select count(*) from people) as people, (select count(*) from sync_streams) as streams`,
    );
    expect(counts.rows[0]).toEqual({ pulls: 0, accounts: 0, people: 0, streams: 0 });
    expect(await refusal(api.connections.remove.mutate({ connectionId }))).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a fine-grained token', () => {
  const grantsOf = async () => {
    const connections = await api.connections.list.query();
    const abilities = connections.find(({ login }) => login === 'Mira')?.rights?.abilities ?? [];
    return new Map(abilities.map((known) => [known.ability, known]));
  };

  it('connected twice at the same moment is one connection', async () => {
    const connect = () => api.connections.connect.mutate({ token: 'github_pat_fine' });
    const [first, second] = await Promise.all([connect(), connect()]);
    expect(second.id).toBe(first.id);
    const { rows } = await server.app.db.pool.query('select identity from connections');
    expect(rows).toEqual([{ identity: `token ${simulator.url} mira` }]);
    expect((await grantsOf()).get('deployments')?.granted).toBe('unknown');
  });

  it('has its rights looked up on the first repository, and a missing one named with its page', async () => {
    const [connection] = await api.connections.list.query();
    await api.connections.addRepositories.mutate({
      connectionId: connection?.id ?? '',
      repositories: ['acme/shop'],
      historyMonths: null,
    });
    const grants = await grantsOf();
    expect(grants.get('pull-requests')?.granted).toBe('yes');
    expect(grants.get('deployments')).toMatchObject({
      granted: 'no',
      explanation: expect.stringMatching(
        /^"Deployments: read" is missing for acme\/shop\. On the page Cycle time, lead time/,
      ),
    });
    await server.whenSynced();
  });

  it('has a right that was taken away noticed by reading, and one that was given by the button', async () => {
    finePermissions.deployments = 'read';
    finePermissions.issues = 'read';
    const [connection] = await api.connections.list.query();
    const connectionId = connection?.id ?? '';
    await api.connections.checkRights.mutate({ connectionId });
    expect((await grantsOf()).get('deployments')?.granted).toBe('yes');
    await server.whenSynced();

    finePermissions.deployments = undefined;
    await server.app.db.pool.query('update sync_streams set etag = null');
    const repositoryId = connection?.repositories[0]?.id ?? '';
    await server.app.sync.request({ kind: 'pass', repositoryId }, 'person');
    await expect
      .poll(async () => (await grantsOf()).get('deployments')?.granted, { timeout: 60_000 })
      .toBe('no');
  });

  it('signs its webhooks with a secret that is shown once', async () => {
    const [connection] = await api.connections.list.query();
    const connectionId = connection?.id ?? '';
    const made = await api.connections.setWebhookSecret.mutate({
      connectionId,
      secret: { generate: true },
    });
    expect(made.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(made.address).toMatch(/\/webhooks\/github$/);
    expect(made.events).toContain('pull_request');
    const listed = await api.connections.list.query();
    expect(listed[0]?.webhookSecretHint).toBe(made.secret?.slice(-4));
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    const { rows } = await server.app.db.pool.query(
      'select webhook_secret_ciphertext sealed from connections',
    );
    expect(server.app.secrets.open(rows[0].sealed)).toBe(made.secret);
    const own = { connectionId, secret: 'chosen on GitHub' };
    expect((await api.connections.setWebhookSecret.mutate(own)).secret).toBeNull();
    const none = await api.connections.setWebhookSecret.mutate({ connectionId, secret: null });
    expect(none.secret).toBeNull();
    expect((await api.connections.list.query())[0]?.webhookSecretHint).toBeNull();
    const short = api.connections.setWebhookSecret.mutate({ connectionId, secret: 'short' });
    expect(await refusal(short)).toMatchObject({ code: 'invalid_input', field: 'secret' });
  });
});

it('the sample team started twice at the same moment is one', async () => {
  for (const { id } of await api.connections.list.query()) {
    await api.connections.remove.mutate({ connectionId: id });
  }
  const sample = {
    ...server.app.sample,
    credentials: () =>
      Promise.resolve({ kind: 'token', apiUrl: simulator.url, token: 'ghp_good1234' } as const),
  };
  const start = () => startSample({ ...server.app, sample });
  const [first, second] = await Promise.all([start(), start()]);
  expect(second.id).toBe(first.id);
  expect(await api.connections.list.query()).toHaveLength(1);
  await api.connections.remove.mutate({ connectionId: first.id });
});
