import {
  accountMethodsSchema,
  backupCodesSchema,
  changePasswordInputSchema,
  doneSchema,
  endSessionInputSchema,
  linkMethodInputSchema,
  secondFactorBeginningSchema,
  secondFactorCodeSchema,
  secondFactorPasswordSchema,
  secondFactorStatusSchema,
  sessionSummarySchema,
  unlinkMethodInputSchema,
} from '@bellwether/shared/access/account.schema';
import { providerAddressSchema } from '@bellwether/shared/access/sign-in.schema';
import { z } from 'zod';
import { ownProcedure, router } from '../../trpc/trpc.ts';
import { followAccessChanges } from './access-changes.service.ts';
import { listMethods, startLinking, unlinkMethod } from './methods.service.ts';
import { changePassword } from './password.service.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  disableSecondFactor,
  readSecondFactor,
  renewBackupCodes,
} from './second-factor.service.ts';
import { endAllSessions, endSession, listSessions } from './sessions.service.ts';

const done = { done: true as const };

const secondFactorRouter = router({
  status: ownProcedure('access.own')
    .output(secondFactorStatusSchema)
    .query(({ ctx }) => readSecondFactor(ctx.app, ctx.userId)),
  /** Nothing is asked at signing in until `confirm` saw a right code. */
  begin: ownProcedure('access.own')
    .input(secondFactorPasswordSchema)
    .output(secondFactorBeginningSchema)
    .mutation(({ ctx, input }) => {
      ctx.note({});
      return beginSecondFactor(ctx, input.password);
    }),
  confirm: ownProcedure('access.own')
    .input(secondFactorCodeSchema)
    .output(backupCodesSchema)
    .mutation(({ ctx, input }) => {
      ctx.note({ before: { secondFactor: false }, after: { secondFactor: true } });
      return confirmSecondFactor(ctx, input.code);
    }),
  disable: ownProcedure('access.own')
    .input(secondFactorPasswordSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await disableSecondFactor(ctx, input.password);
      ctx.note({ before: { secondFactor: true }, after: { secondFactor: false } });
      return done;
    }),
  /** New ones; the former are worth nothing from then on. */
  backupCodes: ownProcedure('access.own')
    .input(secondFactorPasswordSchema)
    .output(backupCodesSchema)
    .mutation(({ ctx, input }) => {
      ctx.note({});
      return renewBackupCodes(ctx, input.password);
    }),
});

/** What one does with one's own account. */
export const accountProcedures = {
  /** Tells open pages that one may do other things than before; ends with `unauthenticated` when the session does. */
  changes: ownProcedure('access.own').subscription(({ ctx, signal }) =>
    followAccessChanges(ctx.app, ctx.caller, signal ?? new AbortController().signal),
  ),
  /** Ends all other sessions. */
  changePassword: ownProcedure('access.own')
    .input(changePasswordInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await changePassword(ctx, input);
      ctx.note({ after: { otherSessions: 'ended' } });
      return done;
    }),
  sessions: ownProcedure('access.own')
    .output(z.array(sessionSummarySchema))
    .query(({ ctx }) => listSessions(ctx.app, ctx.userId, ctx.caller.sessionId)),
  endSession: ownProcedure('access.own')
    .input(endSessionInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await endSession(ctx.app, ctx.userId, input.sessionId);
      return done;
    }),
  /** "Sign out everywhere", here included. */
  endAllSessions: ownProcedure('access.own')
    .output(doneSchema)
    .mutation(async ({ ctx }) => {
      ctx.note({ after: { sessions: await endAllSessions(ctx.app, ctx.userId) } });
      return done;
    }),
  methods: ownProcedure('access.own')
    .output(accountMethodsSchema)
    .query(({ ctx }) => listMethods(ctx.app, ctx.userId)),
  /** Where the browser goes to link an account; it comes back to `/account`. */
  linkMethod: ownProcedure('access.own')
    .input(linkMethodInputSchema)
    .output(providerAddressSchema)
    .mutation(({ ctx, input }) => {
      ctx.note({ after: { provider: input.provider } });
      return startLinking(ctx, input);
    }),
  /** @throws `conflict` for the last way in */
  unlinkMethod: ownProcedure('access.own')
    .input(unlinkMethodInputSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input }) => {
      await unlinkMethod(ctx, input);
      ctx.note({ before: { method: input.method } });
      return done;
    }),
  secondFactor: secondFactorRouter,
};
