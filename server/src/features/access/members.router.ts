import { doneSchema } from '@bellwether/shared/access/account.schema';
import {
  addJoinRuleInputSchema,
  inviteInputSchema,
  linkPersonInputSchema,
  madeLinkSchema,
  memberInputSchema,
  membersOverviewSchema,
  setGrantsInputSchema,
  setMemberInputSchema,
  whomInputSchema,
} from '@bellwether/shared/access/members.schema';
import { z } from 'zod';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { invite, revokeInvitation } from './invitations.service.ts';
import { addJoinRule, removeJoinRule } from './join-rules.service.ts';
import {
  deactivateMember,
  disableSecondFactor,
  endSessions,
  makeResetLink,
  reactivateMember,
} from './member-access.service.ts';
import { linkPerson, setGrants, setNameAndEmail } from './member-details.service.ts';
import { readMembers } from './members.service.ts';

const write = procedure('access.write');
const change = write.output(doneSchema);

/** Hands what was done to the audit log. */
async function noted(
  ctx: { note: (note: AuditNote) => unknown },
  work: Promise<AuditNote>,
): Promise<{ done: true }> {
  ctx.note(await work);
  return { done: true };
}

/** Who may see what: for admins. */
export const membersRouter = router({
  list: procedure('access.read')
    .output(membersOverviewSchema)
    .query(({ ctx }) => readMembers(ctx.app, ctx.caller?.userId ?? null)),
  setGrants: change
    .input(setGrantsInputSchema)
    .mutation(({ ctx, input }) => noted(ctx, setGrants(ctx.app, input))),
  setNameAndEmail: change
    .input(setMemberInputSchema)
    .mutation(({ ctx, input }) => noted(ctx, setNameAndEmail(ctx.app, input))),
  linkPerson: change
    .input(linkPersonInputSchema)
    .mutation(({ ctx, input }) => noted(ctx, linkPerson(ctx.app, input))),
  deactivate: change
    .input(memberInputSchema)
    .mutation(({ ctx, input }) =>
      noted(ctx, deactivateMember(ctx.app, ctx.caller?.userId ?? null, input)),
    ),
  reactivate: change
    .input(memberInputSchema)
    .mutation(({ ctx, input }) => noted(ctx, reactivateMember(ctx.app, input))),
  endSessions: change
    .input(whomInputSchema)
    .mutation(({ ctx, input }) => noted(ctx, endSessions(ctx.app, input))),
  disableSecondFactor: change
    .input(whomInputSchema)
    .mutation(({ ctx, input }) => noted(ctx, disableSecondFactor(ctx.app, input))),
  makeResetLink: write
    .input(whomInputSchema)
    .output(madeLinkSchema)
    .mutation(async ({ ctx, input }) => {
      const { link, note } = await makeResetLink(ctx.app, ctx.caller?.userId ?? null, input);
      ctx.note(note);
      return link;
    }),
  invite: write
    .input(inviteInputSchema)
    .output(madeLinkSchema)
    .mutation(async ({ ctx, input }) => {
      const { link, note } = await invite(
        ctx.app,
        { userId: ctx.caller?.userId ?? null, name: ctx.caller?.name ?? 'An admin' },
        input,
      );
      ctx.note(note);
      return link;
    }),
  revokeInvitation: change
    .input(z.object({ invitationId: z.uuid() }))
    .mutation(({ ctx, input }) => noted(ctx, revokeInvitation(ctx.app, input.invitationId))),
  addJoinRule: change
    .input(addJoinRuleInputSchema)
    .mutation(({ ctx, input }) => noted(ctx, addJoinRule(ctx.app, input))),
  removeJoinRule: change
    .input(z.object({ joinRuleId: z.uuid() }))
    .mutation(({ ctx, input }) => noted(ctx, removeJoinRule(ctx.app, input.joinRuleId))),
});
