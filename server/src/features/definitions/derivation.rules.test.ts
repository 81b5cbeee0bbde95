import { describe, expect, it } from 'vitest';
import { measureRate } from './derivation.rules.ts';

const startedAt = new Date('2026-03-02T09:00:00Z');
const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);

describe('measureRate', () => {
  it('tells pull requests per second and the time left at that rate', () => {
    expect(measureRate({ done: 500, total: 2000, startedAt, progressAt: after(10) })).toEqual({
      rate: 50,
      secondsLeft: 30,
    });
  });

  it('tells nothing too early, and no time left without a total', () => {
    const unknown = { rate: null, secondsLeft: null };
    expect(measureRate({ done: 0, total: 10, startedAt, progressAt: after(10) })).toEqual(unknown);
    expect(measureRate({ done: 5, total: 10, startedAt, progressAt: after(1) })).toEqual(unknown);
    expect(measureRate({ done: 5, total: 10, startedAt: null, progressAt: null })).toEqual(unknown);
    expect(measureRate({ done: 5, total: null, startedAt, progressAt: after(5) })).toEqual({
      rate: 1,
      secondsLeft: null,
    });
  });
});
