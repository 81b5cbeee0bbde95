import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createLog } from '../log.ts';
import { createCallGates } from './call-gate.ts';
import { RateLimitedError } from './github-limits.ts';
import { openGithub } from './open-github.ts';

const log = createLog('silent');
const NOW = 'Mon, 02 Mar 2026 09:00:00 GMT';
const clock = () => new Date(NOW);
const credentials = { kind: 'token', apiUrl: 'https://github.test', token: 'ghp_x' } as const;

type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

/** A GitHub that gives one answer after the other; the last one stays. */
function answering(...answers: Answer[]): { fetch: typeof fetch; paths: string[] } {
  const paths: string[] = [];
  return {
    paths,
    fetch: (input) => {
      paths.push(new URL(String(input)).pathname);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      const headers = { date: NOW, 'content-type': 'application/json', ...answer?.headers };
      const init = { status: answer?.status ?? 200, headers };
      return Promise.resolve(Response.json(answer?.body ?? {}, init));
    },
  };
}

const read = (github: ReturnType<typeof openGithub>, path = '/thing') =>
  github.rest(path, {}, z.unknown());

const asRateLimited = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(RateLimitedError);
  return error as RateLimitedError;
};

const secondary = { status: 403, body: { message: 'You have exceeded a secondary rate limit' } };

describe('a limit', () => {
  test('that ends soon is waited for', async () => {
    const { fetch, paths } = answering(
      { status: 429, headers: { 'retry-after': '30' } },
      { status: 200 },
    );
    await read(openGithub({ ...credentials, log, clock, fetch, retryBaseMs: 1 }));
    expect(paths).toHaveLength(2);
  });

  test('that lasts longer tells when to come again, and nobody asks before', async () => {
    const gates = createCallGates(clock);
    const { fetch, paths } = answering({ ...secondary, headers: { 'retry-after': '600' } });
    const open = () => openGithub({ ...credentials, log, clock, fetch, gates, retryBaseMs: 1 });
    const error = await asRateLimited(read(open()));
    expect(error).toMatchObject({
      code: 'upstream_rate_limited',
      limit: 'secondary',
      retryAt: new Date('2026-03-02T09:10:00Z'),
      message: 'GitHub asks for a pause until 09:10 UTC: too much was asked in a short time.',
    });
    await asRateLimited(read(open()));
    expect(paths).toHaveLength(1);
  });

  test('of the hour ends by GitHub’s clock, whatever ours says', async () => {
    const reset = Date.parse(NOW) / 1000 + 900;
    const { fetch } = answering({
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      body: { message: 'API rate limit exceeded' },
    });
    const anHourAhead = () => new Date(Date.parse(NOW) + 3_600_000);
    const github = openGithub({ ...credentials, log, fetch, clock: anHourAhead });
    const error = await asRateLimited(read(github));
    expect(error.limit).toBe('primary');
    expect(error.retryAt).toEqual(new Date('2026-03-02T10:15:01Z'));
  });

  test('said by GraphQL with status 200 is one too', async () => {
    const { fetch } = answering({
      status: 200,
      body: { errors: [{ message: secondary.body.message }] },
    });
    const github = openGithub({ ...credentials, log, clock, fetch, rateLimitPatienceSeconds: 1 });
    const error = await asRateLimited(
      github.graphql('query x { viewer { login } }', {}, z.unknown()),
    );
    expect(error).toMatchObject({ limit: 'secondary', retryAt: new Date('2026-03-02T09:01:00Z') });
  });

  test('is not what a plain refusal is taken for', async () => {
    const body = { message: 'Resource not accessible by personal access token' };
    const { fetch } = answering({ status: 403, body });
    const refused = read(openGithub({ ...credentials, log, clock, fetch }));
    await expect(refused).rejects.toMatchObject({ code: 'upstream_forbidden' });
  });
});

test('a call that waits to be tried again holds nobody up', async () => {
  const gates = createCallGates(clock);
  let onRetryWait: () => void = () => undefined;
  const failedOnce = new Promise<void>((resolve) => {
    onRetryWait = resolve;
  });
  const down = answering({ status: 502, headers: { 'content-type': 'text/html' } });
  const background = openGithub({
    ...{ ...credentials, log, clock, gates, retryBaseMs: 3_600_000 },
    fetch: async (input, init) => {
      const answer = await down.fetch(input, init);
      onRetryWait();
      return answer;
    },
  });
  const failing = read(background).catch(() => undefined);
  await failedOnce;
  const person = openGithub({
    ...{ ...credentials, log, clock, gates, priority: 'interactive' },
    fetch: answering({ status: 200 }).fetch,
  });
  await read(person);
  background.close();
  void failing;
});
