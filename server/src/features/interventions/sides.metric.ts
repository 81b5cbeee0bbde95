import { fewestForPercentiles } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type { EffectWeek } from '@bellwether/shared/interventions/interventions.schema';
import {
  type DayWindow,
  type Part,
  type Windows,
  weeksOf,
} from '@bellwether/shared/interventions/windows.rules';
import { ascending, percentile } from '@bellwether/shared/stats/percentile';
import type { Instant } from '@bellwether/shared/time/instant';
import { startOfDay } from '@bellwether/shared/time/local-day';
import { withholdFew } from '../cycle-time/few-people.metric.ts';

/** Who of those hidden from the caller stands behind something (null: nobody hidden). */
type Hiding = { hiddenPerson: string | null };

/** Something that happened, and who stands behind it. */
export type Placed = Hiding & { at: Instant };

/** A window as instants. */
export function spanOf({ from, to }: DayWindow, zone: string): { from: Instant; to: Instant } {
  return { from: startOfDay(from, zone), to: startOfDay(to, zone) };
}

/** What happened in a window. */
export function within<T extends { at: Instant }>(
  all: readonly T[],
  window: DayWindow,
  zone: string,
): T[] {
  const { from, to } = spanOf(window, zone);
  return all.filter(({ at }) => from <= at && at < to);
}

/** Whether a comparison of two windows is withheld: one of its sides is about one or two hidden people. */
export function isWithheld(sides: readonly (readonly Hiding[])[]): boolean {
  const { cells, whole } = withholdFew(sides.map(peopleBehind));
  return whole || cells.includes(true);
}

export function peopleBehind(hiding: readonly Hiding[]): Set<string> {
  return new Set(hiding.flatMap(({ hiddenPerson }) => hiddenPerson ?? []));
}

/**
 * Which weeks are withheld. Each part by itself: its sum is told by the comparison, so what is kept back of it may not be about
 * one or two hidden people either.
 */
export function withholdWeeks(
  weeks: readonly { part: Part; people: ReadonlySet<string> }[],
): boolean[] {
  const withheld = weeks.map(() => false);
  for (const part of new Set(weeks.map((week) => week.part))) {
    const places = [...weeks.keys()].filter((place) => weeks[place]?.part === part);
    const { cells } = withholdFew(places.map((place) => weeks[place]?.people ?? new Set()));
    for (const [index, place] of places.entries()) {
      withheld[place] = cells[index] ?? true;
    }
  }
  return withheld;
}

/** The line by weeks: percentiles where five or more ended (B0.6); weeks of one or two hidden people are withheld. */
export function describeWeeks(
  samples: readonly (Placed & { seconds: number })[],
  windows: Windows,
  zone: string,
): EffectWeek[] {
  const weeks = weeksOf(windows).map((week) => ({ week, own: within(samples, week, zone) }));
  const withheld = withholdWeeks(
    weeks.map(({ week: { part }, own }) => ({ part, people: peopleBehind(own) })),
  );
  return weeks.map(({ week, own }, index) => {
    if (withheld[index] === true) {
      return { ...week, ...NOTHING, n: null, withheld: 'too-few-people' };
    }
    const sorted = ascending(own.map(({ seconds }) => seconds));
    const at = (p: number) => (sorted.length < fewestForPercentiles ? null : percentile(sorted, p));
    return {
      ...week,
      ...{ n: sorted.length, p50: at(0.5), p75: at(0.75), p90: at(0.9), withheld: null },
    };
  });
}

const NOTHING = { p50: null, p75: null, p90: null } as const;

const MOST_DOTS = 400;

/** At most 400 of them, evenly chosen from the ordered ones: their spread stays what it is. */
export function thinOut(seconds: readonly number[]): number[] {
  const sorted = ascending(seconds);
  if (sorted.length <= MOST_DOTS) {
    return sorted;
  }
  const step = (sorted.length - 1) / (MOST_DOTS - 1);
  return Array.from({ length: MOST_DOTS }, (_, index) => sorted[Math.round(index * step)] ?? 0);
}
