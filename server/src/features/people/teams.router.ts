import { scopeOf } from '@bellwether/shared/access/access.rules';
import {
  clearTeamCalendarInputSchema,
  setTeamCalendarInputSchema,
} from '@bellwether/shared/people/profile.schema';
import {
  addTeamPathInputSchema,
  createTeamInputSchema,
  renameTeamInputSchema,
  teamInputSchema,
  teamMembersInputSchema,
  teamPathInputSchema,
  teamRemovalSchema,
  teamRepositoriesInputSchema,
  teamsOverviewSchema,
} from '@bellwether/shared/people/teams.schema';
import { nothingSaid } from '@bellwether/shared/people/working-times.rules';
import { z } from 'zod';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedTeam, teamOfPath } from './audited-people.service.ts';
import { setTeamCalendar } from './team-calendars.service.ts';
import { previewRemoval, removeTeamWithRoles } from './team-removal.service.ts';
import {
  addPath,
  createTeam,
  removePath,
  renameOwnTeam,
  requestTeams,
  setTeamMembers,
  setTeamRepositories,
} from './teams.service.ts';
import { readTeamsWithin } from './within-scope.service.ts';

const done = z.object({ done: z.literal(true) });

export const teamsRouter = router({
  list: procedure('people.read')
    .output(teamsOverviewSchema)
    .query(({ ctx }) => readTeamsWithin(ctx.app, ctx.scope, scopeOf(ctx.caller, 'profiles.write'))),
  request: procedure('people.write')
    .output(done)
    .mutation(({ ctx }) => requestTeams(ctx.app)),
  create: procedure('people.write')
    .input(createTeamInputSchema)
    .output(z.object({ teamId: z.uuid() }))
    .mutation(({ ctx, input }) => createTeam(ctx.app, input.name)),
  rename: procedure('people.write')
    .input(renameTeamInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedTeam(ctx.app, input.teamId),
        () => renameOwnTeam(ctx.app, input),
      ),
    ),
  /** What goes with a team, to be said before. */
  removal: procedure('people.write')
    .input(teamInputSchema)
    .output(teamRemovalSchema)
    .query(({ ctx, input }) => previewRemoval(ctx.app, input.teamId)),
  remove: procedure('people.write')
    .input(teamInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedTeam(ctx.app, input.teamId),
        () => removeTeamWithRoles(ctx.app, input.teamId),
      ),
    ),
  setMembers: procedure('people.write')
    .input(teamMembersInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedTeam(ctx.app, input.teamId),
        () => setTeamMembers(ctx.app, input),
      ),
    ),
  setRepositories: procedure('people.write')
    .input(teamRepositoriesInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedTeam(ctx.app, input.teamId),
        () => setTeamRepositories(ctx.app, input),
      ),
    ),
  addPath: procedure('people.write')
    .input(addTeamPathInputSchema)
    .output(done)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedTeam(ctx.app, input.teamId),
        () => addPath(ctx.app, input),
      ),
    ),
  setCalendar: procedure('profiles.write')
    .input(setTeamCalendarInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await setTeamCalendar(ctx.app, input, ctx.scope));
      return { done: true as const };
    }),
  clearCalendar: procedure('profiles.write')
    .input(clearTeamCalendarInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const nothing = { ...nothingSaid, ...input, workingHours: null, holidaysOn: [] };
      ctx.note(await setTeamCalendar(ctx.app, nothing, ctx.scope));
      return { done: true as const };
    }),
  removePath: procedure('people.write')
    .input(teamPathInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const teamId = await teamOfPath(ctx.app, input.pathId);
      return await noteChange(
        ctx,
        async () => (teamId === null ? null : await auditedTeam(ctx.app, teamId)),
        () => removePath(ctx.app, input.pathId),
      );
    }),
});
