import type { TeamSummary } from '@bellwether/shared/people/teams.schema';
import {
  type TeamTimes,
  type TimesInForce,
  timesOfPerson,
  timesOfTeam,
} from '@bellwether/shared/people/working-times.rules';
import type { WorkCalendar } from '@bellwether/shared/time/work-calendar';

type Stored = TeamTimes & { version: number };

/** When a team works: what was said of it, what counts, and what would if nothing were said of it. */
export function describeTeamTimes(
  teamId: string,
  all: readonly Stored[],
  organisation: WorkCalendar,
): Pick<TeamSummary, 'said' | 'inForce' | 'inherited'> {
  const team = all.find(({ id }) => id === teamId);
  const above = team?.parentId ?? null;
  const nothing = { timeZone: null, workingHours: null };
  const inherited = timesOfPerson(nothing, above === null ? [] : [above], all, organisation);
  return {
    said: toSaid(team ?? { ...nothing, version: 0 }),
    inForce: toForce(timesOfTeam(teamId, all, organisation)),
    inherited: toForce(inherited),
  };
}

/** Lists that may be changed, as the schema of answers has them. */
export function toForce(times: TimesInForce) {
  return { ...times, workingHours: times.workingHours.map((day) => [...day]) };
}

export function toSaid({
  timeZone,
  workingHours,
  version,
}: Pick<Stored, 'timeZone' | 'workingHours' | 'version'>) {
  return { timeZone, version, workingHours: workingHours?.map((day) => [...day]) ?? null };
}
