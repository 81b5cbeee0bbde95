import { DAY, HOUR, WEEK } from './instants.ts';
import type { StoryClock } from './story.ts';

/** Before the change: a broad spread around `MEDIAN_BEFORE`, with a long tail. */
const MEDIAN_BEFORE = 4.1 * DAY;
const SPREAD_BEFORE = 0.36;

/** How much of the old waiting is left in the weeks after the change. */
const EASING = [0.72, 0.5, 0.37, 0.28];

function oldCycle(rank: number): number {
  const odds = rank / (1 - rank);
  return Math.min(19 * DAY, MEDIAN_BEFORE * odds ** SPREAD_BEFORE);
}

/** After it: a good part on the same day, most of the rest on the next, a few that take longer. */
const NEW_CYCLES: readonly (readonly [untilRank: number, lowHours: number, highHours: number])[] = [
  [0.21, 1.2, 7.5],
  [0.8, 13, 23],
  [0.94, 23, 46],
  [1, 46, 110],
];

function newCycle(rank: number): number {
  let low = 0;
  for (const [until, lowHours, highHours] of NEW_CYCLES) {
    if (rank < until) {
      const part = (rank - low) / (until - low);
      return (lowHours + part * (highHours - lowHours)) * HOUR;
    }
    low = until;
  }
  return 110 * HOUR;
}

/** From ready to merged, as planned, for a pull request of this rank (0..1) among those of its week. */
export function planCycleMs(rank: number, readyAt: number, clock: StoryClock): number {
  const bounded = Math.max(0.012, Math.min(0.988, rank));
  if (readyAt < clock.changedAt) {
    return oldCycle(bounded);
  }
  const easing = EASING[Math.floor((readyAt - clock.changedAt) / WEEK)];
  return easing === undefined ? newCycle(bounded) : Math.max(HOUR, oldCycle(bounded) * easing);
}

/** What was still waiting when reviews were shared is finished sooner. */
export function hastenAfterChange(mergeAt: number, clock: StoryClock): number {
  const late = mergeAt - clock.changedAt;
  return late > 0 ? clock.changedAt + late * 0.55 : mergeAt;
}
