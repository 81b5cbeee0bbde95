import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { RowScope } from '@bellwether/shared/access/row-scope';
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
import { type Sight, sightOf } from '../../access/sight.ts';
import { keep } from '../../answers/keep.ts';
import type { AppContext } from '../../app-context.ts';
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

const keepOverview = keep(
  'agreements.overview',
  (app: AppContext, writing: RowScope | null, sight: Sight) => readAgreements(app, sight, writing),
);

/** What teams agreed on, and how it is kept. */
export const agreementsRouter = router({
  overview: procedure('agreements.read')
    .output(agreementsOverviewSchema)
    .query(({ ctx }) =>
      keepOverview(ctx.app, scopeOf(ctx.caller, 'agreements.write'), sightOf(ctx)),
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
