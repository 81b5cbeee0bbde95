import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import { problemOfPattern } from '@bellwether/shared/people/code-owners.rules';
import { coversTeam } from '@bellwether/shared/people/profile-access.rules';
import type {
  AddTeamPathInput,
  TeamImport,
  TeamSummary,
  TeamsOverview,
} from '@bellwether/shared/people/teams.schema';
import { isVisible, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { compareNames } from './list-people.rules.ts';
import { announceNewData } from './person-changes.store.ts';
import { loadOrganisationTimes } from './profiles.store.ts';
import { loadTeamTimes } from './team-calendars.store.ts';
import { findTeam, handleOf, slugOf } from './team-handle.rules.ts';
import { bumpUsersOverTeam } from './team-removal.store.ts';
import { describeTeamTimes } from './team-times.rules.ts';
import {
  addTeam,
  addTeamPath,
  loadConnectionIds,
  loadMembers,
  loadRepositories,
  loadTeamImports,
  loadTeamPaths,
  loadTeamRepositories,
  loadTeams,
  lockTeam,
  lockTeams,
  removeTeam,
  removeTeamPath,
  renameTeam,
  replaceMembers,
  replaceRepositories,
  type StoredTeam,
  type StoredTeamImport,
} from './teams.store.ts';
import { withTeamsAbove } from './teams-above.rules.ts';

type Context = Pick<AppContext, 'db'>;
/** The job of the syncing half that works out new numbers: a team may have a calendar, or rules, of its own. */
const DERIVE_FACTS = 'derive-facts';
type Transaction = Parameters<Parameters<AppContext['db']['transaction']>[0]>[0];

/**
 * Every team by name, and how reading them from GitHub went. `writing`: the teams of which the caller may say when they
 * work; null: none.
 */
export async function readTeams({ db }: Context, writing: RowScope | null): Promise<TeamsOverview> {
  const teams = await loadTeams(db.pool);
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  const members = await loadMembers(db.pool);
  const repositories = await loadTeamRepositories(db.pool);
  const paths = await loadTeamPaths(db.pool);
  const times = await loadTeamTimes(db.pool);
  const organisation = await loadOrganisationTimes(db.pool);
  const summaries = teams.map(
    (team): TeamSummary => ({
      ...describeTeamTimes(team.id, times, organisation),
      mayWriteCalendar: writing !== null && coversTeam(writing, withTeamsAbove([team.id], times)),
      ...{ id: team.id, name: team.name, slug: team.slug, organization: team.organization },
      handle: handleOf(team),
      parentName: team.parentId === null ? null : (names.get(team.parentId) ?? null),
      members: members
        .filter(({ teamId }) => teamId === team.id)
        .map(({ personId, name }) => ({ personId, name }))
        .sort((a, b) => compareNames(a.name, b.name)),
      repositories: repositories
        .filter(({ teamId }) => teamId === team.id)
        .map(({ id, repository, origin }) => ({ id, repository, origin })),
      paths: paths
        .filter(({ teamId }) => teamId === team.id)
        .map(({ id, repositoryId, repository, pattern }) => ({
          ...{ id, repositoryId, repository, pattern },
        })),
    }),
  );
  return {
    teams: summaries.sort((a, b) => compareNames(a.name, b.name)),
    imports: (await loadTeamImports(db.pool)).map(toImport),
    repositories: await loadRepositories(db.pool),
  };
}

function toImport(stored: StoredTeamImport): TeamImport {
  const { organization, readAt, errorCode, errorMessage, errorRemedy } = stored;
  return {
    organization,
    readAt: readAt?.toISOString() ?? null,
    error:
      errorCode === null
        ? null
        : { code: errorCode, message: errorMessage ?? '', remedy: errorRemedy },
  };
}

/**
 * The teams that a caller names, each as the filter of pull requests takes it.
 * @throws AppError `not_found` that lists the teams there are for the caller; another's is as unknown as none
 */
export async function findTeamHandles(
  { db }: Context,
  texts: readonly string[],
  scope: RowScope,
): Promise<string[]> {
  if (texts.length === 0) {
    return [];
  }
  const visible = await loadVisibleTeams(db.pool, scope);
  const teams = (await loadTeams(db.pool)).filter(({ id }) => isVisible(visible, id));
  return texts.map((text) => handleOf(findTeam(teams, text)));
}

/** Asks for the teams of every organisation to be read again. */
export async function requestTeams(app: Pick<AppContext, 'db' | 'sync'>): Promise<{ done: true }> {
  for (const connectionId of await loadConnectionIds(app.db.pool)) {
    await app.sync.request({ kind: 'discover', connectionId }, 'person');
  }
  return { done: true };
}

export async function createTeam(app: Context, name: string): Promise<{ teamId: string }> {
  const teamId = await app.db.transaction(async (tx) => {
    const slug = await freeSlug(tx, name, null);
    return await addTeam(tx, { name, slug });
  });
  return { teamId };
}

export async function renameOwnTeam(
  app: Context,
  { teamId, name }: { teamId: string; name: string },
): Promise<{ done: true }> {
  await app.db.transaction(async (tx) => {
    const slug = await freeSlug(tx, name, teamId);
    await requireOwnTeam(tx, teamId);
    await renameTeam(tx, { id: teamId, name, slug });
  });
  return { done: true };
}

export async function deleteOwnTeam(app: Context, teamId: string): Promise<{ done: true }> {
  await app.db.transaction(async (tx) => {
    await requireOwnTeam(tx, teamId);
    await bumpUsersOverTeam(tx, teamId);
    await removeTeam(tx, teamId);
    await announceNewData(tx);
  });
  return { done: true };
}

export async function setTeamMembers(
  app: Pick<AppContext, 'db' | 'jobs'>,
  { teamId, personIds }: { teamId: string; personIds: readonly string[] },
): Promise<{ done: true }> {
  await app.db.transaction(async (tx) => {
    await requireOwnTeam(tx, teamId);
    await replaceMembers(tx, teamId, personIds);
    await announceNewData(tx);
  });
  await app.jobs.send(DERIVE_FACTS, {});
  return { done: true };
}

/** Sets the repositories that a person gives to a team, imported or not; those that GitHub says stay beside them. */
export async function setTeamRepositories(
  app: Context,
  { teamId, repositoryIds }: { teamId: string; repositoryIds: readonly string[] },
): Promise<{ done: true }> {
  await app.db.transaction(async (tx) => {
    await requireTeam(tx, teamId);
    await replaceRepositories(tx, teamId, repositoryIds);
  });
  return { done: true };
}

/**
 * Gives paths to a team, by a pattern as in CODEOWNERS.
 * @throws AppError `invalid_input` when CODEOWNERS would skip the pattern
 */
export async function addPath(app: Context, input: AddTeamPathInput): Promise<{ done: true }> {
  const problem = /\s/.test(input.pattern.replace(/\\./g, ''))
    ? 'A space ends a pattern.'
    : problemOfPattern(input.pattern);
  if (problem !== null) {
    throw new AppError('invalid_input', problem, {
      field: 'pattern',
      remedy: 'Write it as in CODEOWNERS: /docs/ or *.sql, with "\\ " for a space.',
    });
  }
  await app.db.transaction(async (tx) => {
    await requireTeam(tx, input.teamId);
    if (!(await addTeamPath(tx, input))) {
      throw new AppError('conflict', 'The team has this path already, or the repository is gone.', {
        field: 'pattern',
        remedy: 'Look at the list of its paths.',
      });
    }
  });
  return { done: true };
}

export async function removePath({ db }: Context, pathId: string): Promise<{ done: true }> {
  await removeTeamPath(db.pool, pathId);
  return { done: true };
}

async function requireTeam(tx: Transaction, teamId: string): Promise<StoredTeam> {
  const team = await lockTeam(tx, teamId);
  if (team === null) {
    throw new AppError('not_found', 'This team does not exist any more.', {
      remedy: 'Reload the page to see the teams that there are.',
    });
  }
  return team;
}

async function requireOwnTeam(tx: Transaction, teamId: string): Promise<void> {
  if ((await requireTeam(tx, teamId)).githubId !== null) {
    throw new AppError('conflict', 'GitHub says who and what this team is.', {
      remedy: 'Change it on GitHub, or name a team of your own here.',
    });
  }
}

async function freeSlug(tx: Transaction, name: string, teamId: string | null): Promise<string> {
  await lockTeams(tx);
  const slug = slugOf(name);
  if (slug === '') {
    throw new AppError('invalid_input', 'The name has no letter and no digit.', {
      field: 'name',
      remedy: 'Write a name, for example Payments.',
    });
  }
  const taken = (await loadTeams(tx)).find((team) => team.slug === slug && team.id !== teamId);
  if (taken !== undefined) {
    throw new AppError('conflict', `There is a team called ${taken.name} already.`, {
      field: 'name',
      remedy: 'Choose another name.',
    });
  }
  return slug;
}
