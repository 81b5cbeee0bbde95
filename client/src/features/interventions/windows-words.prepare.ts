import type { InterventionEffect } from '@bellwether/shared/interventions/interventions.schema';
import { addDays } from '@bellwether/shared/time/calendar-day';
import { formatDay } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';

/** Half-open days as people say them: the last one counts. */
function sayDays({ from, to }: { from: string; to: string }): string {
  return `${formatDay(from)} to ${formatDay(addDays(to, -1))}`;
}

/** What is compared with what, and what is left out; or when there will be something to compare. */
export function sayWindows(windows: InterventionEffect['windows']): string {
  if (windows.state !== 'compared') {
    const why = windows.state === 'planned' ? 'It has not begun.' : 'Too early.';
    return `${why} A first whole week will be over on ${formatDay(windows.fullWeekOn)}.`;
  }
  const { weeks, before, rollout, after } = windows;
  const left = rollout === null ? '' : ` The rollout, ${sayDays(rollout)}, is left out.`;
  return `${formatCountOf(weeks, 'week')} before (${sayDays(before)}) against ${weeks} after (${sayDays(after)}).${left}`;
}
