import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { SetTeamCalendarInput } from '@bellwether/shared/people/profile.schema';
import { coversTeam } from '@bellwether/shared/people/profile-access.rules';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { refuseStale, refuseUnknownRegion } from './profiles.service.ts';
import { loadTeamTimes, saveTeamTimes } from './team-calendars.store.ts';
import { lockTeam } from './teams.store.ts';
import { withTeamsAbove } from './teams-above.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'jobs'>;
/** The job of the syncing half that works out new numbers. */
const DERIVE_FACTS = 'derive-facts';

/**
 * Says when a team works, an imported one too: by an admin or a lead of the team. What is null is left to the team above
 * or the organisation. Numbers are worked out anew by it (B13).
 * @throws AppError `conflict` with both texts when somebody else changed it since it was shown
 */
export async function setTeamCalendar(
  { db, clock, jobs }: Context,
  { teamId, basedOn, ...after }: SetTeamCalendarInput,
  scope: RowScope,
): Promise<AuditNote> {
  const note = await db.transaction(async (tx) => {
    await lockTeam(tx, teamId);
    const all = await loadTeamTimes(tx);
    const team = all.find(({ id }) => id === teamId);
    if (team === undefined || !coversTeam(scope, withTeamsAbove([teamId], all))) {
      throw new AppError('not_found', 'There is no such team among those that you lead.', {
        remedy: 'Ask an admin, or a lead of the team.',
      });
    }
    refuseUnknownRegion(after.holidayRegion);
    refuseStale(basedOn, team, after);
    await saveTeamTimes(tx, teamId, { ...after, version: team.version + 1 }, clock());
    const { timeZone, workingHours, holidayRegion, holidaysOn } = team;
    const before = { timeZone, workingHours, holidayRegion, holidaysOn };
    return { subject: { kind: 'team', id: teamId, name: team.name }, before, after };
  });
  await jobs.send(DERIVE_FACTS, {});
  return note;
}
