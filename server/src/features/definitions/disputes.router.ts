import {
  acceptDisputeInputSchema,
  declineDisputeInputSchema,
  disputeInputSchema,
  disputePreviewSchema,
  disputesAnswerSchema,
  disputesInputSchema,
  proposeDisputeInputSchema,
} from '@bellwether/shared/definitions/disputes.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import { ownProcedure, procedure, router } from '../../trpc/trpc.ts';
import {
  acceptDispute,
  type Doubter,
  declineDispute,
  listDisputes,
  proposeDispute,
  withdrawDispute,
} from './disputes.service.ts';
import { previewDispute } from './preview-dispute.service.ts';

const done = z.object({ done: z.literal(true) });

/** Numbers that somebody doubts, and what becomes of it. */
export const disputesRouter = router({
  list: procedure('disputes.own')
    .input(disputesInputSchema)
    .output(disputesAnswerSchema)
    .query(({ ctx, input }) => listDisputes(ctx.app, input.pullRequestId, doubterOf(ctx))),
  propose: ownProcedure('disputes.own')
    .input(proposeDisputeInputSchema)
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const caller = { ...ctx.caller, userId: ctx.userId };
      const { id, note } = await proposeDispute(ctx.app, input, { caller, scope: ctx.scope });
      ctx.note(note);
      return { id };
    }),
  withdraw: ownProcedure('disputes.own')
    .input(disputeInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await withdrawDispute(ctx.app, input.id, doubterOf(ctx)));
      return { done: true as const };
    }),
  preview: procedure('disputes.decide', { changesNothing: true })
    .input(disputeInputSchema)
    .output(disputePreviewSchema)
    .mutation(({ ctx, input }) => previewDispute(ctx.app, input.id, doubterOf(ctx))),
  accept: procedure('disputes.decide')
    .input(acceptDisputeInputSchema)
    .output(z.object({ revision: z.int32().nullable() }))
    .mutation(async ({ ctx, input }) => {
      const { revision, note } = await acceptDispute(ctx.app, input, doubterOf(ctx));
      ctx.note(note);
      return { revision };
    }),
  decline: procedure('disputes.decide')
    .input(declineDisputeInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await declineDispute(ctx.app, input, doubterOf(ctx)));
      return { done: true as const };
    }),
});

type Asking = { caller: Doubter['caller'] | null; scope: Doubter['scope'] };

function doubterOf({ caller, scope }: Asking): Doubter {
  if (caller === null) {
    throw new AppError('unauthenticated', 'Sign in to see this.');
  }
  return { caller, scope };
}
