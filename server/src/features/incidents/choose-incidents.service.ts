import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import {
  assignTeams,
  type TeamsOfIncident,
  teamsOfRepositories,
} from '@bellwether/shared/incidents/incident-teams.rules';
import {
  isVisible,
  limitTo,
  loadVisibleRepositories,
  loadVisibleTeams,
} from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { NamedTeam } from '../../db/load-team-repositories.ts';
import {
  type IncidentRows,
  loadRepositoryIds,
  type PlacedIncident,
  readTeamRepositories,
} from './trends.store.ts';

export type IncidentChoice = {
  repositories: readonly string[];
  /** `slug` or `organisation/slug`. */
  teams: readonly string[];
  services: readonly string[];
};

/** What a choice comes to for a caller. */
export type ChosenIncidents = {
  rows: IncidentRows;
  /** The repositories whose deployments and pull requests incidents are held against. */
  repositoryIds: string[];
  /** Those that the caller may see. */
  teams: NamedTeam[];
  teamsOf: TeamsOfIncident;
  teamsOfRepository: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of the rows, the ones that are chosen. */
  isChosen: (incident: Pick<PlacedIncident, 'repositoryId' | 'service'>) => boolean;
  /** In lower case; null: all. */
  services: ReadonlySet<string> | null;
};

/**
 * Which incidents are meant, of those that the caller may see. Incidents of no repository are nobody's in particular: who
 * sees everything sees them.
 * @throws AppError `not_found` for a team that is not there, or not the caller's to see
 */
export async function chooseIncidents(
  { db }: Pick<AppContext, 'db'>,
  choice: IncidentChoice,
  scope: RowScope,
): Promise<ChosenIncidents> {
  const visible = await loadVisibleRepositories(db.pool, scope);
  const visibleTeams = await loadVisibleTeams(db.pool, scope);
  const known = await readTeamRepositories(db.pool);
  const teams = known.teams.filter(({ id }) => isVisible(visibleTeams, id));
  const chosenTeams = choice.teams.map((text) => findTeam(teams, text));
  const teamsOf = assignTeams(known);
  const teamsOfRepository = teamsOfRepositories(known);
  const limited = await loadRepositoryIds(db.pool, limitTo(visible, choice.repositories));
  const isOfTeams = (ids: ReadonlySet<string> | undefined) =>
    chosenTeams.length === 0 || chosenTeams.some(({ id }) => ids?.has(id) === true);
  const services =
    choice.services.length === 0
      ? null
      : new Set(choice.services.map((service) => service.toLowerCase()));
  return {
    rows: {
      repositoryIds: limited,
      withHomeless: visible === null && choice.repositories.length === 0,
    },
    repositoryIds: limited.filter((id) => isOfTeams(teamsOfRepository.get(id))),
    teams,
    teamsOf,
    teamsOfRepository,
    isChosen: (incident) =>
      isOfTeams(teamsOf(incident)) &&
      (services === null || services.has((incident.service ?? '').toLowerCase())),
    services,
  };
}

function findTeam(teams: readonly NamedTeam[], text: string): NamedTeam {
  const wanted = text.trim().toLowerCase();
  const byHandle = teams.filter(({ handle }) => handle.toLowerCase() === wanted);
  const bySlug = teams.filter(({ handle }) => handle.toLowerCase().endsWith(`/${wanted}`));
  const found = byHandle[0] ?? (bySlug.length === 1 ? bySlug[0] : undefined);
  if (found === undefined) {
    throw new AppError('not_found', 'There is no team of this name among those that you may see.', {
      field: 'teams',
      remedy: 'Write the slug of a team, or organisation/slug.',
    });
  }
  return found;
}
