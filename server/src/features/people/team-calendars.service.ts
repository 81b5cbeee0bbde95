import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { SetTeamCalendarInput } from '@bellwether/shared/people/profile.schema';
import { coversTeam } from '@bellwether/shared/people/profile-access.rules';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { refuseStale } from './profiles.service.ts';
import { loadTeamTimes, saveTeamTimes } from './team-calendars.store.ts';
import { lockTeam } from './teams.store.ts';
import { withTeamsAbove } from './teams-above.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * Says when a team works, an imported one too: by an admin or a lead of the team. Null in both leaves it to the team above
 * or the organisation.
 * @throws AppError `conflict` with both texts when somebody else changed it since it was shown
 */
export async function setTeamCalendar(
  { db, clock }: Context,
  { teamId, basedOn, timeZone, workingHours }: SetTeamCalendarInput,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    await lockTeam(tx, teamId);
    const all = await loadTeamTimes(tx);
    const team = all.find(({ id }) => id === teamId);
    if (team === undefined || !coversTeam(scope, withTeamsAbove([teamId], all))) {
      throw new AppError('not_found', 'There is no such team among those that you lead.', {
        remedy: 'Ask an admin, or a lead of the team.',
      });
    }
    const after = { timeZone, workingHours };
    refuseStale(basedOn, team, after);
    await saveTeamTimes(tx, teamId, { ...after, version: team.version + 1 }, clock());
    const before = { timeZone: team.timeZone, workingHours: team.workingHours };
    return { subject: { kind: 'team', id: teamId, name: team.name }, before, after };
  });
}
