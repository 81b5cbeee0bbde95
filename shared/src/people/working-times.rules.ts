import type { WorkCalendar } from '../time/work-calendar.ts';

type WorkingHours = WorkCalendar['weeklyHours'];

/** Said in place of a region: public holidays are worked, whatever the team or the organisation has (B13). */
export const NO_HOLIDAYS = 'none';

/** What a person or a team said of their own. Null: nothing, so what stands above them counts. */
export type SaidTimes = {
  timeZone: string | null;
  workingHours: WorkingHours | null;
  /** Where their public holidays are kept, `DE-BE`, or `none`. */
  holidayRegion: string | null;
};

export const nothingSaid: SaidTimes = { timeZone: null, workingHours: null, holidayRegion: null };

export type TeamTimes = SaidTimes & {
  id: string;
  name: string;
  parentId: string | null;
  /** Further local days without work. */
  holidaysOn: readonly string[];
};

/** Who said it. `others`: names of further teams of the person that say something else. */
export type TimesSource =
  | { kind: 'own' }
  | { kind: 'team'; teamId: string; teamName: string; others: string[] }
  | { kind: 'organisation' };

export type TimesInForce = {
  timeZone: string;
  timeZoneFrom: TimesSource;
  workingHours: WorkingHours;
  workingHoursFrom: TimesSource;
  /** Null: no public holidays. */
  holidayRegion: string | null;
  holidayRegionFrom: TimesSource;
  /** Days without work beside the public holidays: those of the organisation, the teams and all above them. */
  daysOffOn: string[];
};

/** `holidaysOn` without the public holidays of its region. */
export type OrganisationTimes = WorkCalendar & { holidayRegion: string | null };

/**
 * When somebody works: as they said, else as their team did, else the team above it, else the organisation; the zone,
 * the hours and the region of public holidays each on their own way; further days off add up. Of several teams the nearest that says something counts, then the first by name.
 * `teams` are those of the person; `all` holds them and the teams above them.
 */
export function timesOfPerson(
  own: SaidTimes,
  teams: readonly string[],
  all: readonly TeamTimes[],
  organisation: OrganisationTimes,
): TimesInForce {
  const zone = choose(own, teams, all, ({ timeZone }) => timeZone);
  const hours = choose(own, teams, all, ({ workingHours }) => workingHours);
  const region = choose(own, teams, all, ({ holidayRegion }) => holidayRegion);
  return {
    timeZone: zone?.value ?? organisation.timeZone,
    timeZoneFrom: zone?.from ?? { kind: 'organisation' },
    workingHours: hours?.value ?? organisation.weeklyHours,
    workingHoursFrom: hours?.from ?? { kind: 'organisation' },
    holidayRegion: region === null ? organisation.holidayRegion : regionSaid(region.value),
    holidayRegionFrom: region?.from ?? { kind: 'organisation' },
    daysOffOn: daysOff(teams, all, organisation),
  };
}

function regionSaid(said: string): string | null {
  return said === NO_HOLIDAYS ? null : said;
}

function daysOff(
  teams: readonly string[],
  all: readonly TeamTimes[],
  organisation: OrganisationTimes,
): string[] {
  const days = new Set(organisation.holidaysOn);
  for (const teamId of teams) {
    for (const { holidaysOn } of upwardsFrom(teamId, all)) {
      for (const day of holidaysOn) {
        days.add(day);
      }
    }
  }
  return [...days].sort();
}

/** When a team works: as was said of it, else of the team above it, else the organisation. */
export function timesOfTeam(
  teamId: string,
  all: readonly TeamTimes[],
  organisation: OrganisationTimes,
): TimesInForce {
  const team = all.find(({ id }) => id === teamId);
  const above = team?.parentId ?? null;
  return {
    ...timesOfPerson(team ?? nothingSaid, above === null ? [] : [above], all, organisation),
    daysOffOn: daysOff([teamId], all, organisation),
  };
}

type Chosen<T> = { value: T; from: TimesSource };

function choose<T>(
  own: SaidTimes,
  teams: readonly string[],
  all: readonly TeamTimes[],
  pick: (times: SaidTimes) => T | null,
): Chosen<T> | null {
  const said = pick(own);
  if (said !== null) {
    return { value: said, from: { kind: 'own' } };
  }
  const found = teams
    .flatMap((id) => nearestSaying(id, all, pick) ?? [])
    .sort((a, b) => a.steps - b.steps || compareText(a.team.name, b.team.name));
  const [first] = found;
  if (first === undefined) {
    return null;
  }
  const text = JSON.stringify(first.value);
  const others = found
    .filter(({ value }) => JSON.stringify(value) !== text)
    .map(({ team }) => team.name);
  const { id, name } = first.team;
  return {
    value: first.value,
    from: { kind: 'team', teamId: id, teamName: name, others: [...new Set(others)] },
  };
}

function nearestSaying<T>(
  teamId: string,
  all: readonly TeamTimes[],
  pick: (times: SaidTimes) => T | null,
): { value: T; team: TeamTimes; steps: number } | null {
  for (const [steps, team] of upwardsFrom(teamId, all).entries()) {
    const value = pick(team);
    if (value !== null) {
      return { value, team, steps };
    }
  }
  return null;
}

/** The team and all above it, nearest first; each once where they stand in a ring. */
function upwardsFrom(teamId: string, all: readonly TeamTimes[]): TeamTimes[] {
  const found: TeamTimes[] = [];
  let team = all.find(({ id }) => id === teamId);
  while (team !== undefined && !found.includes(team)) {
    found.push(team);
    const above: string | null = team.parentId;
    team = all.find(({ id }) => id === above);
  }
  return found;
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { sensitivity: 'base', numeric: true });
}
