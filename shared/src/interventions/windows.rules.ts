import { addDays, daysBetween } from '../time/calendar-day.ts';
import { usualWeeks } from './interventions.terms.ts';

/** Days, half-open: `[from, to)`. */
export type DayWindow = { from: string; to: string };

/**
 * What is compared. Both windows hold as many whole weeks, so that every weekday counts as often on either side; `rollout` is
 * what ended between the day it began and the day it was wholly in place, and is left out (null: at once).
 */
export type Windows = {
  weeks: number;
  before: DayWindow;
  rollout: DayWindow | null;
  after: DayWindow;
};

/** `planned`: it has not begun. `too-early`: no whole week has passed; `fullWeekOn` is the day on which one has. */
export type ChosenWindows =
  | ({ state: 'compared' } & Windows)
  | { state: 'planned' | 'too-early'; fullWeekOn: string };

/**
 * As many whole weeks after as there are up to `today` (itself left out, since it still fills), at most `asked` or twelve, and
 * as many right before.
 */
export function chooseWindows(
  { startedOn, settledOn }: { startedOn: string; settledOn: string | null },
  today: string,
  asked: number | null = null,
): ChosenWindows {
  const settled = settledOn ?? startedOn;
  const passed = Math.floor(daysBetween(settled, today) / 7);
  const weeks = Math.min(passed, asked ?? usualWeeks);
  if (weeks < 1) {
    const state = today < startedOn ? 'planned' : 'too-early';
    return { state, fullWeekOn: addDays(settled, 7) };
  }
  return {
    state: 'compared',
    weeks,
    before: { from: addDays(startedOn, -7 * weeks), to: startedOn },
    rollout: settled === startedOn ? null : { from: startedOn, to: settled },
    after: { from: settled, to: addDays(settled, 7 * weeks) },
  };
}

export type Part = 'before' | 'rollout' | 'after';

/** The weeks of the line, earliest first: of each part from its first day on, so that none holds days of two of them. */
export function weeksOf({ before, rollout, after }: Windows): (DayWindow & { part: Part })[] {
  return [
    ...split(before).map((week) => ({ ...week, part: 'before' as const })),
    ...(rollout === null ? [] : split(rollout)).map((week) => ({
      ...week,
      part: 'rollout' as const,
    })),
    ...split(after).map((week) => ({ ...week, part: 'after' as const })),
  ];
}

function split({ from, to }: DayWindow): DayWindow[] {
  const weeks: DayWindow[] = [];
  for (let day = from; day < to; day = addDays(day, 7)) {
    const next = addDays(day, 7);
    weeks.push({ from: day, to: next < to ? next : to });
  }
  return weeks;
}

/** The same weekdays a year before: 52 weeks earlier. */
export function yearEarlier({ from, to }: DayWindow): DayWindow {
  return { from: addDays(from, -364), to: addDays(to, -364) };
}
