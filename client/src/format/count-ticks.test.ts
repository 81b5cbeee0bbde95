import { expect, it } from 'vitest';
import { countTicks } from './count-ticks.ts';

it.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [188, [0, 50, 100, 150, 200]],
  [5000, [0, 1000, 2000, 3000, 4000, 5000]],
  [15_000, [0, 5000, 10_000, 15_000]],
])('reaches %i in round steps', (max, expected) => {
  expect(countTicks(max).map((tick) => tick.value)).toEqual(expected);
});
