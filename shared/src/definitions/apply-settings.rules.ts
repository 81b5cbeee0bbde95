import type { AuthorClassRules } from '../pull-requests/author-class.rules.ts';
import type { FactRules, TeamOfPeople } from '../pull-requests/fact-rules.ts';
import { instantOf } from '../time/instant.ts';
import { defaultWorkCalendar, type WorkCalendar } from '../time/work-calendar.ts';
import type {
  AuthorClassSettings,
  DefinitionSettings,
  SaidCalendar,
  SettingsSnapshot,
} from './definitions.schema.ts';
import { applyAiSigns, applyComplexity } from './weights.rules.ts';

/** The rules of an installation: those of a fresh one, with what its settings change (B0.9, B1, B13, B14). */
export function applySettings(rules: FactRules, settings: DefinitionSettings): FactRules {
  const { calendar, snapshot } = settings;
  return {
    ...rules,
    authorClasses: applyAuthorClasses(rules.authorClasses, settings.authorClasses),
    calendar: calendar === null ? rules.calendar : toWorkCalendar(calendar, snapshot.holidays),
    authorCalendars: byAccount(snapshot.calendars, snapshot.holidays),
    personCalendars: byAccount(snapshot.people, snapshot.holidays),
    teamsOfAuthors: teamsByAccount(snapshot.colleagues),
    pickupStart: settings.pickupStart,
    exclusions: [...settings.exclusions, ...rules.exclusions],
    complexity: applyComplexity(rules.complexity, settings.complexity),
    aiAssistance: applyAiSigns(rules.aiAssistance, settings.aiSigns),
    teamAuthors: new Map(
      snapshot.teams.map(({ teamId, accountIds }) => [teamId, new Set(accountIds)]),
    ),
    ageAsOf: snapshot.ageAsOf === null ? null : instantOf(new Date(snapshot.ageAsOf)),
  };
}

/** The organisation's calendar as it is set, public holidays by their region alone. */
export function organisationTimes({
  calendar,
}: Pick<DefinitionSettings, 'calendar'>): SaidCalendar {
  if (calendar !== null) {
    return calendar;
  }
  const { timeZone, weeklyHours, holidaysOn } = defaultWorkCalendar;
  return {
    timeZone,
    weeklyHours: weeklyHours.map((day) => day.map((hours) => ({ ...hours }))),
    holidaysOn: [...holidaysOn],
    holidayRegion: null,
  };
}

/** With the public holidays of its region among the days without work. */
export function toWorkCalendar(
  { timeZone, weeklyHours, holidaysOn, holidayRegion }: SaidCalendar,
  holidays: SettingsSnapshot['holidays'],
): WorkCalendar {
  const publicOn = holidayRegion === null ? [] : (holidays?.byRegion[holidayRegion] ?? []);
  const days = publicOn.length === 0 ? holidaysOn : [...new Set([...publicOn, ...holidaysOn])];
  return { timeZone, weeklyHours, holidaysOn: days.toSorted() };
}

function byAccount(
  calendars: readonly (SaidCalendar & { accountIds: readonly string[] })[],
  holidays: SettingsSnapshot['holidays'],
): Map<string, WorkCalendar> {
  const found = new Map<string, WorkCalendar>();
  for (const { accountIds, ...said } of calendars) {
    const calendar = toWorkCalendar(said, holidays);
    for (const accountId of accountIds) {
      found.set(accountId, calendar);
    }
  }
  return found;
}

function teamsByAccount(colleagues: readonly TeamOfPeople[]): Map<string, TeamOfPeople[]> {
  const found = new Map<string, TeamOfPeople[]>();
  for (const team of colleagues) {
    for (const accountId of team.flat()) {
      found.set(accountId, [...(found.get(accountId) ?? []), team]);
    }
  }
  return found;
}

/** By this an entry that comes with Bellwether is switched off. */
export const loginEntryId = (login: string) => `login:${login}`;
export const endingEntryId = (ending: string) => `ending:${ending}`;

function applyAuthorClasses(
  rules: AuthorClassRules,
  { entries, switchedOff }: AuthorClassSettings,
): AuthorClassRules {
  const off = new Set(switchedOff);
  const isOn = (id: string) => !off.has(id);
  return {
    entries: [...entries, ...rules.entries],
    aiReviewerLogins: new Set(
      [...rules.aiReviewerLogins].filter((login) => isOn(loginEntryId(login))),
    ),
    botLoginEndings: rules.botLoginEndings.filter((ending) => isOn(endingEntryId(ending))),
  };
}
