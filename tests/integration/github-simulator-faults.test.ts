import type { FaultEffect } from '@bellwether/server/github-simulator/faults';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallRepository } from '../support/small-world.ts';

const world = { name: 'shop', endsAt: null, repositories: [smallRepository('octo/shop', {})] };
const query = `{ repository(owner: "octo", name: "shop") {
  pullRequests(first: 2, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { number } } } }`;

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ world });
});
afterEach(() => simulator.close());

/** Asks once while one fault is due; a plain fetch sees everything that a client could. */
function askDuring(effect: FaultEffect, init: RequestInit = {}): Promise<Response> {
  simulator.replaceFaults([{ effect, times: 1 }]);
  return fetch(`${simulator.url}/graphql`, {
    method: 'POST',
    headers: { authorization: 'Bearer t' },
    body: JSON.stringify({ query }),
    redirect: 'manual',
    ...init,
  });
}

describe('a fault is seen by the client, once, and the next answer is whole', () => {
  afterEach(async () => {
    const response = await fetch(`${simulator.url}/repos/octo/shop`);
    expect(response.status).toBe(200);
    const hits = Object.values(simulator.stats().faults);
    expect(hits).toEqual([1]);
  });

  test.each([500, 502, 503, 504])('status %i with a page of HTML', async (status) => {
    const response = await askDuring({ kind: 'status', status });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<html>');
  });

  test.each([404, 410, 422])('status %i with GitHub’s JSON', async (status) => {
    const response = await askDuring({ kind: 'status', status });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status: String(status) });
  });

  test.each<[FaultEffect, number, Record<string, string | null>]>([
    [{ kind: 'bad-credentials' }, 401, {}],
    [{ kind: 'secondary-limit', retryAfterSeconds: 7 }, 403, { 'retry-after': '7' }],
    [{ kind: 'secondary-limit' }, 403, { 'retry-after': null }],
    [{ kind: 'secondary-limit', status: 429 }, 429, { 'retry-after': null }],
    [{ kind: 'primary-limit', status: 429 }, 429, { 'x-ratelimit-remaining': '0' }],
    [{ kind: 'redirect', location: '/elsewhere' }, 301, { location: '/elsewhere' }],
  ])('%j', async (effect, status, headers) => {
    const response = await askDuring(effect);
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) {
      expect(response.headers.get(name)).toBe(value);
    }
    expect(await response.json()).toMatchObject({ message: expect.any(String) });
  });

  test.each<[FaultEffect, string]>([
    [{ kind: 'graphql-rate-limited' }, 'RATE_LIMITED'],
    [{ kind: 'node-limit' }, 'MAX_NODE_LIMIT_EXCEEDED'],
  ])('%j is status 200 with an error of type %s', async (effect, type) => {
    const response = await askDuring(effect);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ errors: [{ type }] });
  });

  test('resource limits: half of the list is null, each with an error at its place', async () => {
    const response = await askDuring({ kind: 'resource-limits' });
    expect(await response.json()).toMatchObject({
      data: { repository: { pullRequests: { nodes: [{ number: 1 }, null] } } },
      errors: [
        {
          type: 'RESOURCE_LIMITS_EXCEEDED',
          path: ['repository', 'pullRequests', 'nodes', 1],
        },
      ],
    });
  });

  test('no answer until the client gives up', async () => {
    const asking = askDuring({ kind: 'hang' }, { signal: AbortSignal.timeout(50) });
    await expect(asking).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('a connection that breaks in the middle of the body', async () => {
    const response = await askDuring({ kind: 'reset' });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test('a body that ends too early, as if it were whole', async () => {
    const response = await askDuring({ kind: 'truncated' });
    const text = await response.text();
    expect(text.length).toBe(Number(response.headers.get('content-length')));
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  test('JSON that says it is HTML', async () => {
    const response = await askDuring({ kind: 'wrong-content-type' });
    expect(response.headers.get('content-type')).toBe('text/html');
  });

  test('a clock that is an hour ahead', async () => {
    simulator.replaceFaults([{ effect: { kind: 'clock-skew', seconds: 3600 }, times: 1 }]);
    const skewed = await fetch(`${simulator.url}/meta`);
    const right = await fetch(`${simulator.url}/meta`);
    const at = (response: Response) => Date.parse(response.headers.get('date') ?? '');
    expect(at(skewed) - at(right)).toBeGreaterThan(3_500_000);
  });
});
