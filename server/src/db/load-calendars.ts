import { organisationTimes } from '@bellwether/shared/definitions/apply-settings.rules';
import {
  nothingSaid,
  type OrganisationTimes,
  type TimesInForce,
  timesOfPerson,
  timesOfTeam,
} from '@bellwether/shared/people/working-times.rules';
import type { WorkCalendar } from '@bellwether/shared/time/work-calendar';
import { calendarOfPerson } from '@bellwether/shared/time/work-calendar-of-person';
import { publicHolidayDays } from '../calendars/public-holidays.ts';
import { loadSettingsInForce } from './load-definition-settings.ts';
import { readPeopleTimes } from './people-times.ts';
import type { Queryable } from './queryable.types.ts';
import { readTeamsOfAccounts, readTeamTimes } from './team-times.ts';

/** When everybody works, as it is said today; facts are measured by what was said when their settings were made. */
export type Calendars = {
  organisation: WorkCalendar;
  /** That of the organisation for a team that says nothing, or that there is not. */
  ofTeam(teamId: string): WorkCalendar;
  /** A person's hours and holidays, without the days on which they are away. Null: the organisation's. */
  ofAccount(accountId: string | null): WorkCalendar;
};

/** Years around now for which public holidays are looked up: what is at hand, and the histories of a few years. */
const YEARS_BACK = 3;
const YEARS_AHEAD = 1;

/** Reads everybody's calendars at once (B13); each is put together when it is asked for, and then kept. */
export async function loadCalendars(db: Queryable, now: Date): Promise<Calendars> {
  const { active } = await loadSettingsInForce(db);
  const organisation = organisationTimes(active.settings);
  const teams = await readTeamTimes(db);
  const teamsOf = await readTeamsOfAccounts(db);
  const people = await readPeopleTimes(db);
  const year = now.getUTCFullYear();

  function daysOff({ holidayRegion, daysOffOn }: TimesInForce): string[] {
    return holidayRegion === null
      ? daysOffOn
      : [...publicHolidayDays(holidayRegion, year - YEARS_BACK, year + YEARS_AHEAD), ...daysOffOn];
  }

  function ofAccount(accountId: string): WorkCalendar {
    const person = people.get(accountId);
    const teamIds = teamsOf.get(accountId) ?? [];
    if (person === undefined) {
      return askTeams(teamIds.join(' '));
    }
    const times = timesOfPerson(person, teamIds, teams, organisation);
    return calendarOfPerson(times, person.absences, daysOff(times));
  }

  function ofTeams(ids: string): WorkCalendar {
    const teamIds = ids === '' ? [] : ids.split(' ');
    const times = timesOfPerson(nothingSaid, teamIds, teams, organisation);
    return calendarOfPerson(times, [], daysOff(times));
  }

  function ofTeam(teamId: string): WorkCalendar {
    const times = timesOfTeam(teamId, teams, organisation);
    return calendarOfPerson(times, [], daysOff(times));
  }

  const whole = organisationCalendar(organisation, year);
  const askAccount = once(ofAccount);
  /** Of people who said nothing themselves: all in the same teams share one. */
  const askTeams = once(ofTeams);
  return {
    organisation: whole,
    ofTeam: once(ofTeam),
    ofAccount: (accountId) => (accountId === null ? whole : askAccount(accountId)),
  };
}

function organisationCalendar(organisation: OrganisationTimes, year: number): WorkCalendar {
  const { holidayRegion: region, ...calendar } = organisation;
  const publicOn =
    region === null ? [] : publicHolidayDays(region, year - YEARS_BACK, year + YEARS_AHEAD);
  return {
    ...calendar,
    holidaysOn: [...new Set([...publicOn, ...calendar.holidaysOn])].sort(),
  };
}

function once(make: (id: string) => WorkCalendar): (id: string) => WorkCalendar {
  const known = new Map<string, WorkCalendar>();
  return (id) => {
    const calendar = known.get(id) ?? make(id);
    known.set(id, calendar);
    return calendar;
  };
}
