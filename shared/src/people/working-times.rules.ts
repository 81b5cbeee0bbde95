import type { WorkCalendar } from '../time/work-calendar.ts';

type WorkingHours = WorkCalendar['weeklyHours'];

/** What a person or a team said of their own. Null: nothing, so what stands above them counts. */
export type SaidTimes = { timeZone: string | null; workingHours: WorkingHours | null };

export type TeamTimes = SaidTimes & { id: string; name: string; parentId: string | null };

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
};

type Organisation = Pick<WorkCalendar, 'timeZone' | 'weeklyHours'>;

/**
 * When somebody works: as they said, else as their team did, else the team above it, else the organisation; the zone and
 * the hours each on their own way. Of several teams the nearest that says something counts, then the first by name.
 * `teams` are those of the person; `all` holds them and the teams above them.
 */
export function timesOfPerson(
  own: SaidTimes,
  teams: readonly string[],
  all: readonly TeamTimes[],
  organisation: Organisation,
): TimesInForce {
  const zone = choose(own, teams, all, ({ timeZone }) => timeZone);
  const hours = choose(own, teams, all, ({ workingHours }) => workingHours);
  return {
    timeZone: zone?.value ?? organisation.timeZone,
    timeZoneFrom: zone?.from ?? { kind: 'organisation' },
    workingHours: hours?.value ?? organisation.weeklyHours,
    workingHoursFrom: hours?.from ?? { kind: 'organisation' },
  };
}

/** When a team works: as was said of it, else of the team above it, else the organisation. */
export function timesOfTeam(
  teamId: string,
  all: readonly TeamTimes[],
  organisation: Organisation,
): TimesInForce {
  const team = all.find(({ id }) => id === teamId);
  const above = team?.parentId ?? null;
  const own = team ?? { timeZone: null, workingHours: null };
  return timesOfPerson(own, above === null ? [] : [above], all, organisation);
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
  let team = all.find(({ id }) => id === teamId);
  for (let steps = 0; team !== undefined && steps <= all.length; steps += 1) {
    const value = pick(team);
    if (value !== null) {
      return { value, team, steps };
    }
    const above: string | null = team.parentId;
    team = all.find(({ id }) => id === above);
  }
  return null;
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { sensitivity: 'base', numeric: true });
}
