import { scopeOf } from '@bellwether/shared/access/access.rules';
import {
  agreeAnewInputSchema,
  agreementPreviewInputSchema,
  agreementPreviewSchema,
  agreementsOverviewSchema,
  agreementTextSchema,
  breachesSchema,
  endAgreementInputSchema,
  saveAgreementInputSchema,
} from '@bellwether/shared/agreements/agreements.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { previewAgreement, readAgreements } from './agreements.service.ts';
import { readBreaches } from './breaches.service.ts';
import {
  agreeAnew,
  createAgreement,
  endAgreement,
  saveAgreement,
} from './write-agreements.service.ts';

const done = z.object({ done: z.literal(true) });

/** What teams agreed on, and how it is kept. */
export const agreementsRouter = router({
  overview: procedure('agreements.read')
    .output(agreementsOverviewSchema)
    .query(({ ctx }) =>
      readAgreements(ctx.app, sightOf(ctx), scopeOf(ctx.caller, 'agreements.write')),
    ),
  breaches: procedure('agreements.read')
    .input(z.object({ agreementId: z.uuid() }))
    .output(breachesSchema)
    .query(({ ctx, input }) => readBreaches(ctx.app, input.agreementId, sightOf(ctx))),
  preview: procedure('agreements.write')
    .input(agreementPreviewInputSchema)
    .output(agreementPreviewSchema)
    .query(({ ctx, input }) => previewAgreement(ctx.app, input, sightOf(ctx))),
  create: procedure('agreements.write')
    .input(agreementTextSchema)
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const author = { userId: ctx.caller?.userId ?? null, name: ctx.caller?.name ?? '' };
      const { id, note } = await createAgreement(ctx.app, input, author, ctx.scope);
      ctx.note(note);
      return { id };
    }),
  save: procedure('agreements.write')
    .input(saveAgreementInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await saveAgreement(ctx.app, input, ctx.scope));
      return { done: true };
    }),
  end: procedure('agreements.write')
    .input(endAgreementInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await endAgreement(ctx.app, input, ctx.scope));
      return { done: true };
    }),
  agreeAnew: procedure('agreements.write')
    .input(agreeAnewInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await agreeAnew(ctx.app, input, ctx.scope));
      return { done: true };
    }),
});
