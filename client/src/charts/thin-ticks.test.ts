import { describe, expect, it } from 'vitest';
import { thinTicks } from './thin-ticks.ts';

describe('thinTicks', () => {
  const ticks = Array.from({ length: 10 }, (_, index) => ({ index }));

  it('keeps every tick where there is room', () => {
    expect(thinTicks(ticks, 60, 56)).toHaveLength(10);
  });

  it('leaves the asked distance between two', () => {
    expect(thinTicks(ticks, 20, 56).map((t) => t.index)).toEqual([0, 3, 6, 9]);
  });

  it('takes one or no tick as it is', () => {
    expect(thinTicks([{ index: 4 }], 1, 56)).toHaveLength(1);
    expect(thinTicks([], 1, 56)).toEqual([]);
  });
});
