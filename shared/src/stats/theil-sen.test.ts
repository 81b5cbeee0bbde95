import { describe, expect, test } from 'vitest';
import { theilSenSlope } from './theil-sen.ts';

const line = (values: readonly number[]) => values.map((y, x) => ({ x, y }));

describe('theilSenSlope', () => {
  test('is the slope of a line, and one wild point does not turn it', () => {
    expect(theilSenSlope(line([10, 8, 6, 4, 2]))).toBe(-2);
    expect(theilSenSlope(line([10, 8, 600, 4, 2, 0]))).toBe(-2);
  });

  test('gaps between the places count by their length', () => {
    expect(
      theilSenSlope([
        { x: 0, y: 0 },
        { x: 4, y: 12 },
        { x: 5, y: 15 },
      ]),
    ).toBe(3);
  });

  test('fewer than two places have no slope', () => {
    expect(theilSenSlope(line([]))).toBeNull();
    expect(theilSenSlope(line([3]))).toBeNull();
    expect(
      theilSenSlope([
        { x: 1, y: 2 },
        { x: 1, y: 4 },
      ]),
    ).toBeNull();
  });
});
