import type { Profile } from '@bellwether/shared/people/profile.schema';
import { addDays, weekdayOf } from '@bellwether/shared/time/calendar-day';
import { formatShortDate } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { dayWords } from './times.prepare.ts';

export type StripDay = {
  day: string;
  state: 'work' | 'off' | 'holiday' | 'away';
  isToday: boolean;
  /** `Mon 2 Mar: away` */
  words: string;
};

/** A column: Monday to Sunday. `month` is what stands above it; empty: nothing. */
export type StripWeek = { month: string; days: StripDay[] };

const WEEKS = 13;
const WEEKS_BEFORE = 2;

const stateWords = { work: 'at work', off: 'no working day', holiday: 'holiday', away: 'away' };

/** Thirteen weeks, from two before this one: who is away on which day. */
export function prepareStrip(
  profile: Pick<Profile, 'today' | 'absences' | 'holidays' | 'inForce'>,
): StripWeek[] {
  const { today } = profile;
  const monday = addDays(today, -weekdayOf(today));
  return Array.from({ length: WEEKS }, (_, week) => {
    const first = addDays(monday, 7 * (week - WEEKS_BEFORE));
    const days = Array.from({ length: 7 }, (_unused, at): StripDay => {
      const day = addDays(first, at);
      const state = stateOf(profile, day);
      return {
        day,
        state,
        isToday: day === today,
        words: `${dayWords(day, today)}: ${stateWords[state]}`,
      };
    });
    const isNew = week === 0 || monthOf(first) !== monthOf(addDays(first, -7));
    const month = isNew ? monthOf(first) : '';
    return { month, days };
  });
}

function stateOf(
  { absences, holidays, inForce }: Pick<Profile, 'absences' | 'holidays' | 'inForce'>,
  day: string,
): StripDay['state'] {
  const isWorkday = (inForce.workingHours[weekdayOf(day)] ?? []).length > 0;
  if (!isWorkday) {
    return 'off';
  }
  if (holidays.some(({ on }) => on === day)) {
    return 'holiday';
  }
  return absences.some(({ fromOn, toOn }) => fromOn <= day && day < toOn) ? 'away' : 'work';
}

function monthOf(day: string): string {
  return formatShortDate(`${day}T12:00:00Z`, 'UTC').replace(/^\d+ /, '');
}

/** The strip, read aloud: `From Mon 23 Feb to Sun 24 May: away on 6 working days, 1 holiday.` */
export function describeStrip(weeks: readonly StripWeek[], today: string): string {
  const days = weeks.flatMap((week) => week.days);
  const count = (state: StripDay['state']) => days.filter((one) => one.state === state).length;
  const from = dayWords(days[0]?.day ?? today, today);
  const to = dayWords(days.at(-1)?.day ?? today, today);
  const away = count('away');
  const holidays = count('holiday');
  return [
    `From ${from} to ${to}: ${away === 0 ? 'away on no working day' : `away on ${formatCountOf(away, 'working day')}`}`,
    ...(holidays === 0 ? [] : [formatCountOf(holidays, 'holiday')]),
  ].join(', ');
}
