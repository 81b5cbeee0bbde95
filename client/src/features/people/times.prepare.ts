import { describeWeek } from '@bellwether/shared/definitions/describe-change.rules';
import type { Absence, Profile } from '@bellwether/shared/people/profile.schema';
import {
  NO_HOLIDAYS,
  type TimesInForce,
  type TimesSource,
} from '@bellwether/shared/people/working-times.rules';
import { addDays, dayOf, weekdayOf } from '@bellwether/shared/time/calendar-day';
import { zoneOffsets } from '@bellwether/shared/time/zone-offsets';
import { minuteToText } from '../../format/clock-time.ts';
import { formatDate } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';

/** Where something comes from, after a value: `from the team Web`. */
export function sourceWords(source: TimesSource, own: string): string {
  switch (source.kind) {
    case 'own':
      return own;
    case 'team':
      return source.others.length === 0
        ? `from the team ${source.teamName}`
        : `from the team ${source.teamName}; ${source.others.join(' and ')} ${source.others.length === 1 ? 'says' : 'say'} something else`;
    case 'organisation':
      return 'from the organisation';
  }
}

/** `Mon–Fri 09:00–17:00` */
export function weekWords({ workingHours }: Pick<TimesInForce, 'workingHours'>): string {
  return describeWeek({ weeklyHours: workingHours });
}

/** As whoever stands above has it, none at all, or of a place of one's own. */
export type HolidayChoiceName = 'inherited' | 'none' | 'place';

export const holidayChoices: readonly { value: HolidayChoiceName; label: string }[] = [
  { value: 'inherited', label: 'Not set here' },
  { value: 'none', label: 'None' },
  { value: 'place', label: 'Of a place' },
];

export function holidayChoiceOf(said: string | null): HolidayChoiceName {
  if (said === null) {
    return 'inherited';
  }
  return said === NO_HOLIDAYS ? 'none' : 'place';
}

type InheritedHolidays = Pick<TimesInForce, 'holidayRegion' | 'holidayRegionFrom'>;

/** What is said once it is chosen: a place begins with the one that counted so far. */
export function regionOfChoice(
  choice: HolidayChoiceName,
  { holidayRegion }: InheritedHolidays,
): string | null {
  switch (choice) {
    case 'inherited':
      return null;
    case 'none':
      return NO_HOLIDAYS;
    case 'place':
      return holidayRegion;
  }
}

/** `Those of DE-BE, from the organisation` */
export function inheritedHolidayWords({
  holidayRegion,
  holidayRegionFrom,
}: InheritedHolidays): string {
  const which = holidayRegion === null ? 'No public holidays' : `Those of ${holidayRegion}`;
  return `${which}, ${sourceWords(holidayRegionFrom, '')}`;
}

/** The clock on somebody's wall: `Tue 10 Mar, 14:05`, and how far it is from the reader's own. */
export function clockWords(nowMs: number, zone: string, readersZone: string): string {
  const at = Math.floor(nowMs / 1000);
  const ahead = zoneOffsets(zone).at(at) - zoneOffsets(readersZone).at(at);
  if (ahead === 0) {
    return 'the same as yours';
  }
  return `${formatDuration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} yours`;
}

type Presence = { state: 'working' | 'off' | 'away'; words: string };

/** Whether somebody is at work at the moment, by what they, their team or the organisation said. */
export function presenceOf(
  profile: Pick<Profile, 'inForce' | 'absences' | 'holidays'>,
  nowMs: number,
): Presence {
  const { timeZone, workingHours } = profile.inForce;
  const today = dayOf(nowMs, timeZone);
  const absence = profile.absences.find(({ fromOn, toOn }) => fromOn <= today && today < toOn);
  if (absence !== undefined) {
    return { state: 'away', words: `Away, back on ${dayWords(absence.toOn, today)}` };
  }
  const holiday = profile.holidays.find(({ on }) => on === today);
  if (holiday !== undefined) {
    return { state: 'off', words: `${holiday.name} today` };
  }
  const hours = workingHours[weekdayOf(today)] ?? [];
  const minute = minuteOfDay(nowMs, timeZone);
  const running = hours.find(
    ({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute,
  );
  if (running !== undefined) {
    return { state: 'working', words: `At work until ${minuteToText(running.toMinute)}` };
  }
  const next = hours.find(({ fromMinute }) => fromMinute > minute);
  return next === undefined
    ? { state: 'off', words: hours.length === 0 ? 'No working day today' : 'Done for today' }
    : { state: 'off', words: `At work from ${minuteToText(next.fromMinute)}` };
}

function minuteOfDay(nowMs: number, zone: string): number {
  const at = Math.floor(nowMs / 1000);
  const local = at + zoneOffsets(zone).at(at);
  return Math.floor((((local % 86_400) + 86_400) % 86_400) / 60);
}

/** `Mon 2 Mar`, with the year when it is another one than that of `today`. */
export function dayWords(day: string, today: string): string {
  return formatDate(`${day}T12:00:00Z`, { zone: 'UTC', now: `${today}T12:00:00Z` });
}

/** `Mon 2 – Fri 6 Mar` in full: the days away, and the first one back. */
export function absenceDays({ fromOn, toOn }: Pick<Absence, 'fromOn' | 'toOn'>, today: string) {
  const lastOn = addDays(toOn, -1);
  const days =
    lastOn === fromOn
      ? dayWords(fromOn, today)
      : `${dayWords(fromOn, today)} – ${dayWords(lastOn, today)}`;
  return `${days}, back ${dayWords(toOn, today)}`;
}
