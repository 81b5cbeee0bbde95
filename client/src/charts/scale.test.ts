import { describe, expect, it } from 'vitest';
import { linearScale, linePath, logScale, splitRuns, thinTicks } from './scale.ts';

describe('scales', () => {
  it('map the ends of one range onto the ends of the other', () => {
    const scale = linearScale(0, 10, 100, 0);
    expect([scale(0), scale(5), scale(10)]).toEqual([100, 50, 0]);
  });

  it('hold still when the range has no extent', () => {
    expect(linearScale(3, 3, 10, 20)(3)).toBe(10);
  });

  it('give equal ratios equal distance on a logarithmic axis, and keep 0 on the axis', () => {
    const scale = logScale(1, 100, 0, 100);
    expect(scale(10)).toBeCloseTo(50);
    expect(scale(0)).toBe(0);
  });
});

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

describe('splitRuns', () => {
  it('never joins two sides of a gap', () => {
    expect(splitRuns([1, 2, null, 3, null])).toEqual([
      { start: 0, values: [1, 2] },
      { start: 3, values: [3] },
    ]);
  });
});

describe('linePath', () => {
  it('moves once and draws on from there', () => {
    expect(
      linePath([
        { x: 0, y: 1 },
        { x: 2, y: 3.04 },
      ]),
    ).toBe('M0.0,1.0L2.0,3.0');
  });
});
