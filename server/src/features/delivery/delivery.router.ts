import {
  attributionInboxSchema,
  attributionInputSchema,
  decidedSchema,
  decideInputSchema,
  undoInputSchema,
} from '@bellwether/shared/delivery/attribution.schema';
import {
  deliveryInputSchema,
  deliveryListInputSchema,
  deliveryListSchema,
  deliveryOverviewSchema,
} from '@bellwether/shared/delivery/delivery.schema';
import { deliverySettingsSchema } from '@bellwether/shared/delivery/delivery-settings.schema';
import { sightOf } from '../../access/sight.ts';
import { inZone } from '../../answers/in-zone.ts';
import { keep } from '../../answers/keep.ts';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { readInbox } from './attribution.service.ts';
import { auditedDecision, decide, undo } from './decide.service.ts';
import { listDeployments } from './list.service.ts';
import { readDelivery } from './overview.service.ts';
import { auditedSettings, readSettings, saveSettings } from './settings.service.ts';

/** What reaches production, how fast and how safely; and what caused an incident. */
export const deliveryRouter = router({
  overview: procedure('delivery.read')
    .input(deliveryInputSchema)
    .output(deliveryOverviewSchema)
    .query(({ ctx, input }) =>
      keep('delivery.overview', readDelivery)(ctx.app, input, sightOf(ctx)),
    ),
  list: procedure('delivery.read')
    .input(deliveryListInputSchema)
    .output(deliveryListSchema)
    .query(({ ctx, input }) => inZone(listDeployments)(ctx.app, input, sightOf(ctx))),
  inbox: procedure('delivery.attribute')
    .input(attributionInputSchema)
    .output(attributionInboxSchema)
    .query(({ ctx, input }) => inZone(readInbox)(ctx.app, input, sightOf(ctx))),
  decide: procedure('delivery.attribute')
    .input(decideInputSchema)
    .output(decidedSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedDecision(ctx.app, input),
        () => decide(ctx.app, input, ctx),
      ),
    ),
  undo: procedure('delivery.attribute')
    .input(undoInputSchema)
    .output(decidedSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedDecision(ctx.app, input),
        () => undo(ctx.app, input, ctx),
      ),
    ),
  settings: procedure('delivery.settings')
    .output(deliverySettingsSchema)
    .query(({ ctx }) => readSettings(ctx.app)),
  saveSettings: procedure('delivery.settings')
    .input(deliverySettingsSchema)
    .output(deliverySettingsSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedSettings(ctx.app),
        () => saveSettings(ctx.app, input),
      ),
    ),
});
