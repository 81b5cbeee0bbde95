import { entranceSchema, meSchema } from '@bellwether/shared/access/access.schema';
import { doneSchema, enterSampleInputSchema } from '@bellwether/shared/access/account.schema';
import { firstAdminInputSchema } from '@bellwether/shared/access/first-admin.schema';
import {
  acceptInvitationInputSchema,
  linkDescriptionSchema,
  linkInputSchema,
  requestPasswordResetInputSchema,
  resetPasswordInputSchema,
} from '@bellwether/shared/access/one-time-links.schema';
import { ownProcedure, procedure, router } from '../../trpc/trpc.ts';
import { acceptInvitation } from './accept-invitation.service.ts';
import { accountProcedures } from './account.router.ts';
import { readEntrance } from './entrance.service.ts';
import { createFirstAdmin } from './first-admin.service.ts';
import { describeLink } from './link-description.service.ts';
import { readMe } from './me.service.ts';
import { requestPasswordReset, resetPassword } from './password-reset.service.ts';
import { enterSample } from './sample-entry.service.ts';

const done = { done: true as const };

/** Who may enter, and who one is. */
export const accessRouter = router({
  entrance: procedure('access.enter')
    .output(entranceSchema)
    .query(({ ctx }) => readEntrance(ctx.app, ctx.origin)),
  me: ownProcedure('access.own')
    .output(meSchema)
    .query(({ ctx }) => readMe(ctx.app, ctx.caller)),
  createFirstAdmin: procedure('access.enter')
    .input(firstAdminInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      const { userId } = await createFirstAdmin(ctx.app, ctx.origin, input);
      const subject = { kind: 'user', id: userId, name: input.name };
      ctx.note({ subject, after: { role: 'admin', email: input.email } });
      return done;
    }),
  /** Signs in as somebody of the sample team: a cookie is set. */
  enterSample: procedure('access.enter')
    .input(enterSampleInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await enterSample(ctx, input.role));
      return done;
    }),
  /** What a link is good for. `not_found`: nothing, or no longer. */
  describeLink: procedure('access.enter')
    .input(linkInputSchema)
    .output(linkDescriptionSchema)
    .query(({ ctx, input }) => describeLink(ctx, input.token)),
  /** Makes the invited user and signs them in: a cookie is set. */
  acceptInvitation: procedure('access.enter')
    .input(acceptInvitationInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await acceptInvitation(ctx, input));
      return done;
    }),
  /** Ends all sessions of the user; one signs in with the new password afterwards. */
  resetPassword: procedure('access.enter')
    .input(resetPasswordInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await resetPassword(ctx, input));
      return done;
    }),
  /** The answer is the same whether somebody has this address. */
  requestPasswordReset: procedure('access.enter')
    .input(requestPasswordResetInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await requestPasswordReset(ctx, input.email));
      return done;
    }),
  ...accountProcedures,
});
