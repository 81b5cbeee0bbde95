import type { Instant } from '../time/instant.ts';
import { zoneOffsets } from '../time/zone-offsets.ts';

/** Acts by weekday (Monday first) and hour of the local clock: seven lists of 24 counts. */
export type HoursOfWeek = number[][];

const HOUR = 3_600;
/** 1970-01-05, the first Monday, in hours. */
const FIRST_MONDAY = 4 * 24;

export function emptyWeek(): HoursOfWeek {
  return Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
}

/** When things are done, each by the clock of whoever did it. */
export function hoursOfWeek(
  acts: readonly { at: Instant; timeZone: string; count: number }[],
): HoursOfWeek {
  const week = emptyWeek();
  for (const { at, timeZone, count } of acts) {
    const hours = Math.floor((at + zoneOffsets(timeZone).at(at)) / HOUR) - FIRST_MONDAY;
    const day = week[Math.floor(modulo(hours, 7 * 24) / 24)];
    const hour = modulo(hours, 24);
    if (day !== undefined) {
      day[hour] = (day[hour] ?? 0) + count;
    }
  }
  return week;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
