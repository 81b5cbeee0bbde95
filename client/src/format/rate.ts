import type { Tick } from './duration-ticks.ts';
import { formatCount } from './number.ts';

/** A rate with as many digits as say something: `0.04`, `0.8`, `3.2`, `14`. */
export function formatRateValue(value: number): string {
  if (value === 0) {
    return '0';
  }
  if (value >= 10) {
    return formatCount(value);
  }
  if (value >= 0.095) {
    return value.toFixed(1);
  }
  return value >= 0.0095 ? value.toFixed(2) : value.toPrecision(1);
}

/** Round ticks from 0 to the first at or above `max`, below 1 too, at most `most` of them above 0. */
export function rateTicks(max: number, most = 5): Tick[] {
  const top = max > 0 ? max : 1;
  const power = 10 ** Math.floor(Math.log10(top / most));
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => top / size <= most) ?? top;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: Math.ceil(top / step - 1e-9) + 1 }, (_, index) => ({
    value: index * step,
    label: index === 0 ? '0' : (index * step).toFixed(digits),
  }));
}
