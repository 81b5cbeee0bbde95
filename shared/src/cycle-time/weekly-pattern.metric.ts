import type { Instant } from '../time/instant.ts';
import { zoneOffsets } from '../time/zone-offsets.ts';
import { describeDurations } from './duration-figures.metric.ts';

export const slotsInWeek = 168;
const HOUR = 3600;
/** 1970-01-05, the first Monday. */
const FIRST_MONDAY = 4 * 86_400;

/** One hour of one weekday. Below five, nothing but the count is told (B0.6). */
export type WeeklyCell = {
  /** Became ready in it. */
  ready: number;
  /** First reviews that came in it. */
  reviewed: number;
  /** Median pickup in seconds of those that became ready in it; null: fewer than 5 of them were picked up. */
  pickup: number | null;
  /** Those behind `pickup`. */
  pickedUp: number;
};

/** The place of an instant in the week of a zone: 0 is Monday 00:00 to 01:00, 167 Sunday 23:00 to 24:00. */
export function slotReader(zone: string): (at: Instant) => number {
  const offsets = zoneOffsets(zone);
  return (at) => {
    const hours = Math.floor((at + offsets.at(at) - FIRST_MONDAY) / HOUR);
    return ((hours % slotsInWeek) + slotsInWeek) % slotsInWeek;
  };
}

/** 168 cells, Monday first, by the local hour of readiness, and of the first review. */
export function readWeeklyPattern(
  readies: Iterable<{ readyAt: Instant; pickupSeconds: number | null }>,
  reviewedAts: Iterable<Instant>,
  zone: string,
): WeeklyCell[] {
  const slotOf = slotReader(zone);
  const cells = Array.from({ length: slotsInWeek }, () => ({
    ...{ ready: 0, reviewed: 0, pickups: [] as number[] },
  }));
  for (const { readyAt, pickupSeconds } of readies) {
    const cell = cells[slotOf(readyAt)];
    if (cell !== undefined) {
      cell.ready += 1;
      cell.pickups.push(...(pickupSeconds === null ? [] : [pickupSeconds]));
    }
  }
  for (const at of reviewedAts) {
    const cell = cells[slotOf(at)];
    if (cell !== undefined) {
      cell.reviewed += 1;
    }
  }
  return cells.map(({ ready, reviewed, pickups }) => ({
    ...{ ready, reviewed },
    pickup: describeDurations(pickups).p50,
    pickedUp: pickups.length,
  }));
}
