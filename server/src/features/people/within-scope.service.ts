import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { CodeOwnersFile, PathOwners } from '@bellwether/shared/people/code-owners.schema';
import type {
  MergeSuggestionView,
  PeopleOverview,
  PersonChangeView,
} from '@bellwether/shared/people/people.schema';
import type { TeamsOverview } from '@bellwether/shared/people/teams.schema';
import {
  isVisible,
  loadVisibleAccounts,
  loadVisibleRepositories,
  loadVisibleTeams,
} from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { ownersOf, readCodeOwners } from './code-owners.service.ts';
import { readChanges, readPeople, readSuggestions } from './people.service.ts';
import { readTeams } from './teams.service.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * The people of the scope. What is nobody's yet, and programs, belong to no team: those who see everybody see them.
 * Commits without a person are counted over all of them, so they are told to nobody else either.
 */
export async function readPeopleWithin(app: Context, scope: RowScope): Promise<PeopleOverview> {
  const overview = await readPeople(app);
  const accounts = await loadVisibleAccounts(app.db.pool, scope);
  if (accounts === null) {
    return overview;
  }
  const teams = await loadVisibleTeams(app.db.pool, scope);
  const people = overview.people
    .filter((person) => person.accounts.some(({ id }) => accounts.has(id)))
    .map((person) => ({
      ...person,
      teams: person.teams.filter(({ id }) => isVisible(teams, id)),
    }));
  return { people, unmapped: [], commits: 0, unmappedCommits: 0, otherAccounts: [] };
}

/** Suggestions about people of the scope alone. */
export async function readSuggestionsWithin(
  app: Context,
  scope: RowScope,
): Promise<MergeSuggestionView[]> {
  const suggestions = await readSuggestions(app);
  if (scope.teamIds === 'all') {
    return suggestions;
  }
  const { people } = await readPeopleWithin(app, scope);
  const known = new Set(people.map(({ id }) => id));
  return suggestions.filter(
    (suggestion) =>
      suggestion.emails.length === 0 && suggestion.people.every(({ id }) => known.has(id)),
  );
}

/** Changes name people of all teams: those who see everybody see them. */
export async function readChangesWithin(
  app: Context,
  scope: RowScope,
): Promise<PersonChangeView[]> {
  return scope.teamIds === 'all' ? await readChanges(app) : [];
}

/** The teams of the scope with what is theirs, and how reading their organisations went. */
export async function readTeamsWithin(
  app: Context,
  scope: RowScope,
  writing: RowScope | null,
): Promise<TeamsOverview> {
  const overview = await readTeams(app, writing);
  const visible = await loadVisibleTeams(app.db.pool, scope);
  if (visible === null) {
    return overview;
  }
  const repositories = await loadVisibleRepositories(app.db.pool, scope);
  const teams = overview.teams.filter(({ id }) => visible.has(id));
  const names = new Set(teams.map(({ name }) => name));
  const organizations = new Set(teams.map(({ organization }) => organization));
  return {
    teams: teams.map((team) => ({
      ...team,
      parentName: team.parentName !== null && names.has(team.parentName) ? team.parentName : null,
    })),
    imports: overview.imports.filter(({ organization }) => organizations.has(organization)),
    repositories: overview.repositories.filter(({ id }) => isVisible(repositories, id)),
  };
}

/** The CODEOWNERS files of the scope's repositories, as they are: who may see a repository may read who owns it. */
export async function readCodeOwnersWithin(
  app: Context,
  scope: RowScope,
): Promise<CodeOwnersFile[]> {
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  return (await readCodeOwners(app)).filter(({ repositoryId }) => isVisible(visible, repositoryId));
}

/** @throws AppError `not_found` when the repository is not here, or not the caller's to see */
export async function ownersOfWithin(
  app: Context,
  input: { repositoryId: string; path: string },
  scope: RowScope,
): Promise<PathOwners> {
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  if (!isVisible(visible, input.repositoryId)) {
    throw new AppError('not_found', 'This repository is not read any more.', {
      field: 'repositoryId',
      remedy: 'Choose another repository.',
    });
  }
  const teams = await loadVisibleTeams(app.db.pool, scope);
  return await ownersOf(app, input.repositoryId, input.path, teams);
}
