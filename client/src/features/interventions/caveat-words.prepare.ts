import type { Caveat } from '@bellwether/shared/interventions/interventions.schema';
import { formatDay, formatShortDate } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatCountOf } from '../../format/number.ts';

const signed = (seconds: number) =>
  `${seconds < 0 ? '−' : '+'}${formatDuration(Math.abs(seconds))}`;
const dayOf = (day: string) => formatShortDate(`${day}T12:00:00Z`, 'UTC');
const answers = { pickup: 'a first review', 'first-response': 'a first response' } as const;

type SayCaveat = { [K in Caveat['kind']]: (caveat: Extract<Caveat, { kind: K }>) => string };

const words: SayCaveat = {
  'trend-before': ({ secondsPerWeek, weeks, expectedShift }) =>
    `It was already ${secondsPerWeek < 0 ? 'falling' : 'rising'} by ${formatDuration(Math.abs(secondsPerWeek))} a week over the ${weeks} weeks before. Carried on, that alone would have made ${signed(expectedShift)}.`,
  peak: ({ week, p50, usual }) =>
    `The change came at a peak: in the week of ${dayOf(week)} the median was ${formatDuration(p50)}, against ${formatDuration(usual)} in a usual week. What is extreme tends to become more usual again by itself.`,
  'working-days': ({ before, after }) =>
    `There were ${formatCountOf(before, 'working day')} before and ${after} after, since holidays fall unevenly; the weekdays are as many on both sides.`,
  'year-end': ({ side }) =>
    side === 'both'
      ? 'Both sides hold days around the turn of the year, when many are away.'
      : `The weeks ${side} hold days around the turn of the year, when many are away; the other side holds none.`,
  'last-year': ({ p50Before, p50After, nBefore, nAfter }) =>
    `A year before, the same weeks went from ${formatDuration(p50Before)} to ${formatDuration(p50After)} (${nBefore} and ${nAfter} pull requests): what comes with the season each year shows there.`,
  'still-open-withheld': ({ metric, side }) =>
    `How many still waited for ${answers[metric]} when the weeks ${side} closed is withheld: fewer than three people stand behind it. They are not in the median.`,
  'still-open': ({ metric, side, open, finished, raw, kaplanMeier }) =>
    `When the weeks ${side} closed, ${open} still waited for ${answers[metric]}, beside ${finished} that had it. Counting them (Kaplan–Meier) the median is ${kaplanMeier === null ? 'not reached: half never had one' : formatDuration(kaplanMeier)}, not ${raw === null ? 'known' : formatDuration(raw)}.`,
  mix: ({ total, mix, by }) =>
    `The work itself was another one: by ${by}, the mix makes ${signed(mix)} of the ${signed(total)} by which the mean changed. The rest is speed.`,
  overlap: ({ interventions }) =>
    `Something else changed within these weeks: ${interventions.map(({ title, startedOn }) => `“${title}” (${formatDay(startedOn)})`).join(', ')}. The numbers cannot tell the two apart.`,
};

/** A caveat as a sentence or two. */
export function sayCaveat(caveat: Caveat): string {
  return (words[caveat.kind] as (one: Caveat) => string)(caveat);
}

/** What stands where none was found: which were looked for. */
export function sayNoCaveat(isDuration: boolean): string {
  const ofDurations =
    'a trend that was there before, a peak right before the change, another mix of work, ';
  return `Looked for, and not found: ${isDuration ? ofDurations : ''}other interventions, holidays on one side, the turn of the year.`;
}
