import { describe, expect, test } from 'vitest';
import { type FaultRule, planFaults, seededRandom } from './faults.ts';
import type { SimulatorRequest } from './simulator-request.ts';

function request(fields: Partial<SimulatorRequest> = {}): SimulatorRequest {
  return {
    method: 'GET',
    path: '/user',
    query: new URLSearchParams(),
    prefix: '',
    baseUrl: 'http://127.0.0.1:1',
    token: 't',
    ifNoneMatch: null,
    body: '',
    operationName: null,
    isGraphql: false,
    ...fields,
  };
}

/** Which of the first n requests are hit, counted from 1. */
function hits(rule: Omit<FaultRule, 'effect'>, n: number, seed = 1): number[] {
  const plan = planFaults([{ ...rule, effect: { kind: 'status', status: 502 } }], seed);
  const numbers = Array.from({ length: n }, (_, index) => index + 1);
  return numbers.filter(() => plan.next(request()) !== null);
}

describe('which requests go wrong', () => {
  test('every one, when a rule names nothing', () => {
    expect(hits({}, 3)).toEqual([1, 2, 3]);
  });

  test('the nth only', () => {
    expect(hits({ nth: 2 }, 4)).toEqual([2]);
  });

  test('every kth', () => {
    expect(hits({ every: 3 }, 7)).toEqual([3, 6]);
  });

  test('no more than so many times', () => {
    expect(hits({ times: 2 }, 5)).toEqual([1, 2]);
  });

  test('by chance, yet the same for the same seed', () => {
    const first = hits({ probability: 0.3 }, 200, 42);
    expect(hits({ probability: 0.3 }, 200, 42)).toEqual(first);
    expect(first.length).toBeGreaterThan(30);
    expect(first.length).toBeLessThan(90);
    expect(hits({ probability: 0.3 }, 200, 43)).not.toEqual(first);
  });

  test('only where method, path, operation and body fit', () => {
    const plan = planFaults(
      [
        {
          match: { method: 'POST', path: /^\/graphql$/, operation: 'page', body: /"n":50/ },
          effect: { kind: 'hang' },
        },
      ],
      1,
    );
    const fitting = { method: 'POST', path: '/graphql', operationName: 'page', body: '{"n":50}' };
    expect(plan.next(request(fitting))).toEqual({ kind: 'hang' });
    expect(plan.next(request({ ...fitting, method: 'GET' }))).toBeNull();
    expect(plan.next(request({ ...fitting, path: '/x' }))).toBeNull();
    expect(plan.next(request({ ...fitting, operationName: 'other' }))).toBeNull();
    expect(plan.next(request({ ...fitting, body: '{}' }))).toBeNull();
  });

  test('requests that do not match are not counted', () => {
    const plan = planFaults(
      [{ match: { path: '/user' }, nth: 2, effect: { kind: 'bad-credentials' } }],
      1,
    );
    expect(plan.next(request())).toBeNull();
    expect(plan.next(request({ path: '/meta' }))).toBeNull();
    expect(plan.next(request())).toEqual({ kind: 'bad-credentials' });
  });

  test('hits are counted by rule', () => {
    const plan = planFaults(
      [
        { name: 'flaky', every: 2, effect: { kind: 'status', status: 500 } },
        { effect: { kind: 'reset' }, nth: 1 },
      ],
      1,
    );
    for (let count = 0; count < 4; count += 1) {
      plan.next(request());
    }
    expect(plan.counts()).toEqual({ flaky: 2, reset: 1 });
  });

  test('the generator stays within 0 and 1', () => {
    const random = seededRandom(7);
    const numbers = Array.from({ length: 1000 }, random);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
  });
});
