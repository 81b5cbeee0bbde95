import type { Tick } from './duration-ticks.ts';
import { formatCount } from './number.ts';

/** Round ticks from 0 to the first at or above `max`, at most `most` of them above 0. */
export function countTicks(max: number, most = 5): Tick[] {
  const top = Math.max(max, 1);
  const power = 10 ** Math.floor(Math.log10(top / most));
  const step = Math.max(
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => top / size <= most) ?? top,
    1,
  );
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, index) => ({
    value: index * step,
    label: formatCount(index * step),
  }));
}
