import type { TeamSummary } from '@bellwether/shared/people/teams.schema';
import {
  nothingSaid,
  type OrganisationTimes,
  type SaidTimes,
  type TeamTimes,
  type TimesInForce,
  timesOfPerson,
  timesOfTeam,
} from '@bellwether/shared/people/working-times.rules';

type Stored = TeamTimes & { version: number };

/** When a team works: what was said of it, what counts, and what would if nothing were said of it. */
export function describeTeamTimes(
  teamId: string,
  all: readonly Stored[],
  organisation: OrganisationTimes,
): Pick<TeamSummary, 'said' | 'inForce' | 'inherited'> {
  const team = all.find(({ id }) => id === teamId);
  const above = team?.parentId ?? null;
  const inherited = timesOfPerson(nothingSaid, above === null ? [] : [above], all, organisation);
  return {
    said: {
      ...toSaid(team ?? { ...nothingSaid, version: 0 }),
      holidaysOn: [...(team?.holidaysOn ?? [])],
    },
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
  holidayRegion,
  version,
}: SaidTimes & { version: number }) {
  return {
    ...{ timeZone, holidayRegion, version },
    workingHours: workingHours?.map((day) => [...day]) ?? null,
  };
}
