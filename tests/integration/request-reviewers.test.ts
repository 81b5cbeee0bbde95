import { createGithubAccess } from '@bellwether/server/github/github-access';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { createLog } from '@bellwether/server/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallRepository } from '../support/small-world.ts';

const repository = smallRepository('acme/shop', {});
const shop = { owner: 'acme', name: 'shop' };

describe('asking GitHub for a review', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({
      world: { name: 'small', endsAt: null, repositories: [repository] },
      tokens: [
        { token: 'may-write' },
        { token: 'may-read', permissions: { metadata: 'read', pull_requests: 'read' } },
      ],
    });
  });
  afterAll(() => simulator.close());

  const ask = (token: string, number: number, login: string) =>
    createGithubAccess({ log: createLog('silent'), retryBaseMs: 1 }).requestReviewers(
      { kind: 'token', apiUrl: simulator.url, token },
      { ...shop, number },
      [login],
    );

  it('is remembered, once, however often it is asked', async () => {
    await ask('may-write', 2, 'tom');
    await ask('may-write', 2, 'tom');
    const answer = await fetch(`${simulator.url}/repos/acme/shop/pulls/2/requested_reviewers`, {
      headers: { authorization: 'Bearer may-write' },
    });
    const { users } = (await answer.json()) as { users: { login: string }[] };
    expect(users.map(({ login }) => login)).toEqual(['tom']);
  });

  it.each([
    ['may-read', 2, 'tom', 'upstream_forbidden', 'Pull requests: write'],
    ['may-write', 2, 'nobody-knows', 'invalid_input', 'access to the repository'],
    ['may-write', 2, 'lena', 'invalid_input', 'somebody else'],
    ['may-write', 1, 'tom', 'conflict', 'may be closed'],
    ['may-write', 99, 'tom', 'upstream_not_found', 'Pull requests: write'],
  ])(
    'with %s about #%i and %s is refused in plain words',
    async (token, number, login, code, way) => {
      const refusal = await ask(token, number, login).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refusal).toMatchObject({ code, remedy: expect.stringContaining(way) });
    },
  );
});
