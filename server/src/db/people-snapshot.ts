import { applySettings } from '@bellwether/shared/definitions/apply-settings.rules';
import type {
  DefinitionSettings,
  SettingsSnapshot,
} from '@bellwether/shared/definitions/definitions.schema';
import {
  nothingSaid,
  type OrganisationTimes,
  type TimesInForce,
  timesOfPerson,
} from '@bellwether/shared/people/working-times.rules';
import { classifyAccount } from '@bellwether/shared/pull-requests/author-class.rules';
import { defaultFactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type { AccountRow } from '@bellwether/shared/pull-requests/pull-request-history';
import { calendarOfPerson } from '@bellwether/shared/time/work-calendar-of-person';
import { type PersonTimes, readPeopleTimes } from './people-times.ts';
import type { Queryable } from './queryable.types.ts';
import type { StoredTeamTimes } from './team-times.ts';

type OwnCalendar = SettingsSnapshot['people'][number];

type Surroundings = {
  teams: readonly StoredTeamTimes[];
  teamsOf: ReadonlyMap<string, string[]>;
  organisation: OrganisationTimes;
};

/**
 * The calendars of people who work otherwise than their team, or are away (B13), the same ones together. Days away are taken
 * once a week, on Monday, for absences that have begun by then: not every holiday that somebody enters may ask for all numbers anew.
 */
export async function readOwnCalendars(
  db: Queryable,
  surroundings: Surroundings,
  now: Date,
): Promise<OwnCalendar[]> {
  const monday = mondayOf(now);
  const found = new Map<string, OwnCalendar>();
  for (const [accountId, said] of await readPeopleTimes(db)) {
    const own = ownCalendar(accountId, said, surroundings, monday);
    if (own !== null) {
      const text = JSON.stringify(own);
      const calendar = found.get(text) ?? { ...own, accountIds: [] };
      calendar.accountIds.push(accountId);
      found.set(text, calendar);
    }
  }
  const calendars = [...found.values()];
  for (const { accountIds } of calendars) {
    accountIds.sort();
  }
  return calendars.sort((a, b) => ((a.accountIds[0] ?? '') < (b.accountIds[0] ?? '') ? -1 : 1));
}

/** Null: nothing is otherwise than for everybody on the same teams. */
function ownCalendar(
  accountId: string,
  said: PersonTimes,
  { teams, teamsOf, organisation }: Surroundings,
  monday: string,
): Omit<OwnCalendar, 'accountIds'> | null {
  const teamIds = teamsOf.get(accountId) ?? [];
  const usual = told(timesOfPerson(nothingSaid, teamIds, teams, organisation), []);
  const begun = said.absences.filter(({ fromOn }) => fromOn < monday);
  const own = told(timesOfPerson(said, teamIds, teams, organisation), begun);
  return JSON.stringify(own) === JSON.stringify(usual) ? null : own;
}

function told(
  times: TimesInForce,
  absences: PersonTimes['absences'],
): Omit<OwnCalendar, 'accountIds'> {
  const { weeklyHours, holidaysOn } = calendarOfPerson(times, absences, times.daysOffOn);
  return {
    timeZone: times.timeZone,
    weeklyHours: weeklyHours.map((day) =>
      day.map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute })),
    ),
    holidaysOn: [...holidaysOn],
    holidayRegion: times.holidayRegion,
  };
}

function mondayOf(now: Date): string {
  const days = (now.getUTCDay() + 6) % 7;
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

type Member = { teamId: string; person: string } & AccountRow;

/** The people of every team on which somebody has hours of their own; machines are nobody (B1). */
export async function readColleagues(
  db: Queryable,
  settings: DefinitionSettings,
  own: readonly OwnCalendar[],
): Promise<SettingsSnapshot['colleagues']> {
  const known = new Set(own.flatMap(({ accountIds }) => accountIds));
  if (known.size === 0) {
    return [];
  }
  const { authorClasses } = applySettings(defaultFactRules, settings);
  const teams = new Map<string, Map<string, string[]>>();
  for (const { teamId, person, ...account } of await readMembers(db)) {
    if (classifyAccount(account, authorClasses) === 'human') {
      const people = teams.get(teamId) ?? new Map<string, string[]>();
      people.set(person, [...(people.get(person) ?? []), account.id]);
      teams.set(teamId, people);
    }
  }
  return [...teams.values()]
    .map((people) => [...people.values()])
    .filter((people) => people.length > 1 && people.flat().some((id) => known.has(id)));
}

/** Every account of everybody who is on a team by one of them, each once. */
async function readMembers(db: Queryable): Promise<Member[]> {
  const { rows } = await db.query<Member>(
    `select distinct m.team_id::text "teamId", coalesce(a.person_id::text, a.id) person, b.id, b.login, b.type
     from team_members m
       join teams t on t.id = m.team_id and t.removed_at is null
       join accounts a on a.id = m.account_id
       join accounts b on b.id = a.id or b.person_id = a.person_id
     order by 1, 2, 3`,
  );
  return rows;
}
