import type { AppContext } from '@bellwether/server/app-context';
import { connectFromEnv } from '@bellwether/server/connect-from-env';
import { AppError } from '@bellwether/shared/errors/app-error';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const AT_ONCE = { firstMs: 0, laterMs: 0 };
const NEVER = { firstMs: 2 ** 31 - 1, laterMs: 2 ** 31 - 1 };
const asked = {
  ...{ githubToken: 'ghp_good1234', githubApp: null },
  ...{ githubRepositories: [], sample: false },
};

const rights = {
  ...{ login: 'lena', kind: 'classic' as const, scopes: ['repo'], expiresAt: null },
  abilities: [],
};

describe('what the environment asks for', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.app.db.pool.query('delete from connections'));
  afterAll(() => server?.remove());

  /** The server's parts with a GitHub that fails in turn with each error, then answers. */
  function failing(...errors: Error[]): { app: AppContext; tries: () => number } {
    let tries = 0;
    const checkToken = () => {
      const error = errors[tries];
      tries += 1;
      if (error !== undefined) {
        return Promise.reject(error);
      }
      return Promise.resolve(rights);
    };
    const { app } = server;
    return { app: { ...app, github: { ...app.github, checkToken } }, tries: () => tries };
  }

  const logins = async () =>
    (await createApiClient(server.url).connections.list.query()).map(({ login }) => login);

  it('is tried again until it is there, when what failed is no answer of ours', async () => {
    const { app, tries } = failing(
      new Error('Connection terminated unexpectedly'),
      new AppError('upstream_unavailable', 'GitHub could not be reached.'),
      new Error('Connection terminated unexpectedly'),
    );
    await connectFromEnv(app, asked, new AbortController().signal, AT_ONCE);
    expect(tries()).toBe(4);
    expect(await logins()).toEqual(['lena']);
  });

  it('is given up when GitHub refuses the token', async () => {
    const refused = new AppError('upstream_unauthenticated', 'GitHub does not accept the token.');
    const { app, tries } = failing(refused);
    await connectFromEnv(app, asked, new AbortController().signal, AT_ONCE);
    expect(tries()).toBe(1);
    expect(await logins()).toEqual([]);
  });

  it('ends with the server that stops while it asks, and does not try again', async () => {
    const stopping = new AbortController();
    const { app } = failing(new Error('Connection terminated unexpectedly'));
    const { github } = app;
    const checkToken: typeof github.checkToken = async (credentials) => {
      stopping.abort();
      return await github.checkToken(credentials);
    };
    const stopped = { ...app, github: { ...github, checkToken } };
    await connectFromEnv(stopped, asked, stopping.signal, NEVER);
    expect(await logins()).toEqual([]);
  });
});
