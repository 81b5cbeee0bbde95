import { describe, expect, it } from 'vitest';
import { needsKaplanMeier, pool, spreadRunning, tallyBuckets } from './duration-buckets.metric.ts';

describe('spreadRunning', () => {
  it('counts a stage at the close of every bucket from the first up to, not with, the last', () => {
    const counts = [
      { first: 0, last: 2, count: 3 },
      { first: 1, last: 3, count: 1 },
      { first: 2, last: 2, count: 9 },
    ];
    expect(spreadRunning(counts, 3)).toEqual([3, 4, 1]);
    expect(spreadRunning([], 2)).toEqual([0, 0]);
  });
});

describe('needsKaplanMeier', () => {
  it('is so above a tenth of all, of pickup and first response, and not of fewer than five', () => {
    expect(needsKaplanMeier('pickup', 9, 1)).toBe(false);
    expect(needsKaplanMeier('pickup', 8, 1)).toBe(true);
    expect(needsKaplanMeier('first-response', 8, 1)).toBe(true);
    expect(needsKaplanMeier('review', 8, 8)).toBe(false);
    expect(needsKaplanMeier('pickup', 4, 8)).toBe(false);
  });
});

describe('tallyBuckets and pool', () => {
  it('order humans by number and count the others by class, in every bucket and over all', () => {
    const tallies = tallyBuckets(
      [
        {
          leftOutAs: null,
          buckets: Int32Array.of(1, 2, 1, 1),
          seconds: Int32Array.of(100, 15, 9, 20),
        },
        { leftOutAs: 'bot', buckets: Int32Array.of(1, 2, 1), seconds: new Int32Array() },
      ],
      3,
    );
    expect(tallies.map(({ sorted }) => [...sorted])).toEqual([[], [9, 20, 100], [15]]);
    expect(tallies.map(({ excluded }) => excluded)).toEqual([{}, { bot: 2 }, { bot: 1 }]);
    const pooled = pool(tallies);
    expect([...pooled.sorted]).toEqual([9, 15, 20, 100]);
    expect(pooled.excluded).toEqual({ bot: 3 });
  });
});
