import { describe, expect, test } from 'vitest';
import { createRateLimits } from './rate-limits.ts';

function startAt(second: number) {
  const time = { second };
  const limits = createRateLimits(() => new Date(time.second * 1000), {
    core: 5,
    graphql: 5000,
    search: 30,
  });
  return { time, limits };
}

describe('hourly allowance', () => {
  test('is per token and resource', () => {
    const { limits } = startAt(1000);
    limits.spend('a', 'core', 2);
    expect(limits.read('a', 'core')).toMatchObject({ used: 2, remaining: 3, limit: 5 });
    expect(limits.read('b', 'core').used).toBe(0);
    expect(limits.read('a', 'graphql').used).toBe(0);
  });

  test('never goes below zero', () => {
    const { limits } = startAt(1000);
    expect(limits.spend('a', 'core', 9)).toMatchObject({ used: 5, remaining: 0 });
  });

  test('is whole again an hour after the first request, and not a second earlier', () => {
    const { time, limits } = startAt(1000);
    limits.spend('a', 'core', 5);
    expect(limits.read('a', 'core').resetSecond).toBe(1000 + 3600);
    time.second = 1000 + 3599;
    expect(limits.read('a', 'core').remaining).toBe(0);
    time.second = 1000 + 3600;
    expect(limits.read('a', 'core')).toMatchObject({ remaining: 5, resetSecond: 1000 + 7200 });
  });

  test('without a token is 60 calls at most', () => {
    const limits = createRateLimits(() => new Date(0), { core: 5000, graphql: 5000, search: 30 });
    expect(limits.read('anonymous', 'core').limit).toBe(60);
  });
});
