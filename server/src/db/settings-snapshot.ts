import { organisationTimes } from '@bellwether/shared/definitions/apply-settings.rules';
import type {
  DefinitionSettings,
  SaidCalendar,
  SettingsSnapshot,
} from '@bellwether/shared/definitions/definitions.schema';
import {
  nothingSaid,
  type OrganisationTimes,
  type TimesInForce,
  timesOfPerson,
} from '@bellwether/shared/people/working-times.rules';
import { publicHolidayDays } from '../calendars/public-holidays.ts';
import { readColleagues, readOwnCalendars } from './people-snapshot.ts';
import type { Queryable } from './queryable.types.ts';
import { readTeamsOfAccounts, readTeamTimes, type StoredTeamTimes } from './team-times.ts';

/** No pull request on GitHub is older. */
const FIRST_YEAR = 2008;
const YEARS_AHEAD = 2;

/**
 * What the settings read beside themselves, as it is now (B13, B14): public holidays, the calendars of teams that work
 * otherwise than the organisation and of people who said when they work, and who is on a team that counts for something. `known` is what a snapshot before it held: public
 * holidays go on for more years only when they would end, so that a new year changes no number.
 */
export async function makeSnapshot(
  db: Queryable,
  settings: DefinitionSettings,
  now: Date,
  known: SettingsSnapshot,
): Promise<SettingsSnapshot> {
  const teams = await readTeamTimes(db);
  const teamsOf = await readTeamsOfAccounts(db);
  const organisation = organisationTimes(settings);
  const calendars = authorCalendars(teamsOf, teams, organisation);
  const people = await readOwnCalendars(db, { teams, teamsOf, organisation }, now);
  return {
    holidays: holidaysOf([organisation, ...calendars, ...people], now, known),
    calendars,
    people,
    colleagues: await readColleagues(db, settings, people),
    teams: namedTeams(settings, teamsOf, teams),
    ageAsOf: settings.exclusions.some(({ field }) => field === 'age')
      ? (known.ageAsOf ?? now.toISOString())
      : null,
  };
}

type OwnCalendar = SettingsSnapshot['calendars'][number];

function authorCalendars(
  teamsOf: ReadonlyMap<string, string[]>,
  teams: readonly StoredTeamTimes[],
  organisation: OrganisationTimes,
): OwnCalendar[] {
  const usual = JSON.stringify(saidOf(timesOfPerson(nothingSaid, [], teams, organisation)));
  const found = new Map<string, OwnCalendar>();
  for (const [accountId, teamIds] of teamsOf) {
    const times = timesOfPerson(nothingSaid, teamIds, teams, organisation);
    const said = saidOf(times);
    const text = JSON.stringify(said);
    if (text !== usual) {
      const calendar = found.get(text) ?? { ...said, name: '', accountIds: [] };
      calendar.accountIds.push(accountId);
      calendar.name = calendar.name === '' ? nameOf(times, teamIds, teams) : calendar.name;
      found.set(text, calendar);
    }
  }
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(keyOf(a), keyOf(b)));
}

const keyOf = ({ accountIds }: OwnCalendar) => accountIds[0] ?? '';

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function saidOf(times: TimesInForce): SaidCalendar {
  return {
    timeZone: times.timeZone,
    weeklyHours: times.workingHours.map((day) => day.map((hours) => ({ ...hours }))),
    holidaysOn: times.daysOffOn,
    holidayRegion: times.holidayRegion,
  };
}

/** The team that says something: the first of zone, hours and region, else the first with days off of its own. */
function nameOf(
  { timeZoneFrom, workingHoursFrom, holidayRegionFrom }: TimesInForce,
  teamIds: readonly string[],
  teams: readonly StoredTeamTimes[],
): string {
  for (const from of [timeZoneFrom, workingHoursFrom, holidayRegionFrom]) {
    if (from.kind === 'team') {
      return from.teamName;
    }
  }
  return teams.find(({ id }) => teamIds.includes(id))?.name ?? '';
}

function namedTeams(
  { exclusions }: DefinitionSettings,
  teamsOf: ReadonlyMap<string, string[]>,
  teams: readonly StoredTeamTimes[],
): SettingsSnapshot['teams'] {
  const wanted = new Set(exclusions.flatMap(({ teamId }) => teamId ?? []));
  return [...wanted].sort().map((teamId) => ({
    teamId,
    name: teams.find(({ id }) => id === teamId)?.name ?? '',
    accountIds: [...teamsOf].flatMap(([accountId, ids]) =>
      isOn(teamId, ids, teams) ? [accountId] : [],
    ),
  }));
}

/** Who is on a team below it is on it too. */
function isOn(
  teamId: string,
  teamIds: readonly string[],
  teams: readonly StoredTeamTimes[],
): boolean {
  const seen = new Set<string>();
  const waiting = [...teamIds];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === teamId) {
      return true;
    }
    const parentId = teams.find((team) => team.id === id)?.parentId ?? null;
    if (parentId !== null && !seen.has(parentId)) {
      seen.add(parentId);
      waiting.push(parentId);
    }
  }
  return false;
}

function holidaysOf(
  calendars: readonly { holidayRegion: string | null }[],
  now: Date,
  { holidays: known }: SettingsSnapshot,
): SettingsSnapshot['holidays'] {
  const regions = [...new Set(calendars.flatMap(({ holidayRegion }) => holidayRegion ?? []))];
  if (regions.length === 0) {
    return null;
  }
  const year = now.getUTCFullYear();
  const untilYear = (known?.untilYear ?? 0) > year ? (known?.untilYear ?? 0) : year + YEARS_AHEAD;
  return {
    untilYear,
    byRegion: Object.fromEntries(
      regions.sort().map((region) => [region, publicHolidayDays(region, FIRST_YEAR, untilYear)]),
    ),
  };
}
