import { formatTick } from './duration.ts';

export type Tick = { value: number; label: string };

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Steps that people count in. */
const steps = [
  1,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 5, 7, 10, 14, 20, 30, 60, 90, 180, 365].map((n) => n * DAY),
];

/** Ticks from 0 to the first step at or above `max`, at most `most` of them above 0; no two labels are alike. */
export function durationTicks(max: number, most = 5): Tick[] {
  const top = Math.max(max, 1);
  const step =
    steps.find((size) => top / size <= most) ?? Math.ceil(top / most / DAY / 365) * 365 * DAY;
  const count = Math.ceil(top / step);
  return Array.from({ length: count + 1 }, (_, index) => ({
    value: index * step,
    label: formatTick(index * step, step),
  }));
}

const logValues = [
  1,
  10,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  7 * DAY,
  30 * DAY,
  180 * DAY,
  730 * DAY,
  3650 * DAY,
];

/** Ticks for a logarithmic axis that holds `min` to `max`, with one tick at or beyond either end. */
export function logDurationTicks(min: number, max: number): Tick[] {
  const low = logValues.findLastIndex((value) => value <= Math.max(min, 1));
  const found = logValues.findIndex((value) => value >= max);
  const high = found === -1 ? logValues.length - 1 : found;
  return logValues
    .slice(Math.max(low, 0), Math.max(high, low + 1) + 1)
    .map((value) => ({ value, label: formatTick(value) }));
}
