import { describe, expect, it } from 'vitest';
import { measureCoverage, measureProgress, summariseStates } from './sync-progress.rules.ts';

const now = new Date('2026-03-02T10:00:10Z');
const pass = {
  state: 'syncing' as const,
  startedAt: new Date('2026-03-02T10:00:00Z'),
  progressAt: now,
  done: 50,
  resumedFrom: 0,
  expected: 200,
};

describe('progress of a pass', () => {
  it('gives the rate since the start and the time that the rest takes at it', () => {
    expect(measureProgress(pass, now)).toEqual({ perSecond: 5, secondsLeft: 30 });
  });

  it('takes its pace only from what was read since the pass was taken up', () => {
    const resumed = { ...pass, done: 150, resumedFrom: 100 };
    expect(measureProgress(resumed, now)).toEqual({ perSecond: 5, secondsLeft: 10 });
    expect(measureProgress({ ...pass, resumedFrom: 50 }, now).perSecond).toBeNull();
  });

  it('gives no time left where the end is not known', () => {
    expect(measureProgress({ ...pass, expected: null }, now)).toEqual({
      perSecond: 5,
      secondsLeft: null,
    });
  });

  it('says nothing before there is anything to say', () => {
    const nothing = { perSecond: null, secondsLeft: null };
    expect(measureProgress({ ...pass, done: 0 }, now)).toEqual(nothing);
    expect(measureProgress({ ...pass, state: 'idle' }, now)).toEqual(nothing);
    expect(measureProgress(pass, new Date('2026-03-02T10:00:01Z'))).toEqual(nothing);
  });

  it('never counts below zero when more arrived than was expected', () => {
    expect(measureProgress({ ...pass, done: 300 }, now).secondsLeft).toBe(0);
  });
});

describe('the state of a repository', () => {
  it('is that of its most telling stream', () => {
    expect(summariseStates(['idle', 'syncing', 'failed'])).toBe('syncing');
    expect(summariseStates(['idle', 'failed'])).toBe('failed');
    expect(summariseStates(['inaccessible', 'syncing'])).toBe('inaccessible');
    expect(summariseStates([])).toBe('idle');
  });
});

describe('coverage', () => {
  it('is null without a total, whole for nothing of nothing, and never above 1', () => {
    expect(measureCoverage(5, null)).toBeNull();
    expect(measureCoverage(0, 0)).toBe(1);
    expect(measureCoverage(3, 4)).toBe(0.75);
    expect(measureCoverage(5, 4)).toBe(1);
  });
});
