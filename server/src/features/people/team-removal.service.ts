import { describeGrant } from '@bellwether/shared/access/grant-words';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { TeamRemoval } from '@bellwether/shared/people/teams.schema';
import type { AppContext } from '../../app-context.ts';
import {
  countInvitationsOverTeam,
  loadJoiningOverTeam,
  loadRolesOverTeam,
} from './team-removal.store.ts';
import { deleteOwnTeam } from './teams.service.ts';
import { loadTeams } from './teams.store.ts';

/**
 * What goes with a team beside its members, repositories and paths: roles over it, and ways to them.
 * @throws AppError `not_found`
 */
export async function previewRemoval(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  teamId: string,
): Promise<TeamRemoval> {
  const team = (await loadTeams(db.pool)).find(({ id }) => id === teamId);
  if (team === undefined) {
    throw new AppError('not_found', 'This team does not exist any more.', {
      remedy: 'Reload the page to see the teams that there are.',
    });
  }
  const roles = await loadRolesOverTeam(db.pool, teamId);
  return {
    roles: roles.map(({ name, role, isOnlyRole }) => ({
      ...{ name, isOnlyRole },
      role: describeGrant({ role, teamName: team.name }),
    })),
    joining: await loadJoiningOverTeam(db.pool, teamId),
    invitations: await countInvitationsOverTeam(db.pool, teamId, clock()),
  };
}

/**
 * Removes a team of one's own with the roles over it; open pages of those who lose one learn of it.
 * @throws AppError `not_found`, or `conflict` for a team of GitHub's
 */
export async function removeTeamWithRoles(
  app: Pick<AppContext, 'db' | 'access'>,
  teamId: string,
): Promise<{ done: true }> {
  const answer = await deleteOwnTeam(app, teamId);
  app.access.tell();
  return answer;
}
