import type { Grant } from '@bellwether/shared/access/access.rules';
import type { GrantView } from '@bellwether/shared/access/members.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Queryable } from '../../db/queryable.types.ts';
import { loadTeamNames } from './members.store.ts';

/**
 * The grants with the names of their teams.
 * @throws AppError `invalid_input` when a team is not there (any more)
 */
export async function requireTeams(db: Queryable, grants: readonly Grant[]): Promise<GrantView[]> {
  const teamIds = grants.flatMap(({ teamId }) => teamId ?? []);
  const names = await loadTeamNames(db, teamIds);
  if (teamIds.some((teamId) => !names.has(teamId))) {
    throw new AppError('invalid_input', 'This team does not exist any more.', {
      field: 'teamId',
      remedy: 'Reload the page to see the teams that there are.',
    });
  }
  return grants.map(({ role, teamId }) => ({
    ...{ role, teamId },
    teamName: teamId === null ? null : (names.get(teamId) ?? null),
  }));
}
