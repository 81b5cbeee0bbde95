import {
  holidayRegionsSchema,
  idleInputSchema,
  idlePullRequestsSchema,
  publicHolidaysInputSchema,
  publicHolidaysSchema,
} from '@bellwether/shared/definitions/calendars.schema';
import { definitionSettingsSchema } from '@bellwether/shared/definitions/definitions.schema';
import {
  accountsAnswerSchema,
  accountsInputSchema,
  definitionsOverviewSchema,
  derivationSchema,
  previewSchema,
  proposeInputSchema,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedSettings } from './audited-settings.service.ts';
import { listIdle, readPublicHolidays, readRegions } from './calendars.service.ts';
import {
  cancelDerivation,
  listAccounts,
  proposeSettings,
  readDefinitions,
  readDerivation,
  restoreRevision,
} from './definitions.service.ts';
import { disputesRouter } from './disputes.router.ts';
import { previewSettings } from './preview.service.ts';

const revision = z.int32().min(0);

export const definitionsRouter = router({
  disputes: disputesRouter,
  holidayRegions: procedure('definitions.read')
    .output(holidayRegionsSchema)
    .query(() => readRegions()),
  publicHolidays: procedure('definitions.read')
    .input(publicHolidaysInputSchema)
    .output(publicHolidaysSchema)
    .query(({ ctx, input }) => readPublicHolidays(ctx.app, input.region)),
  idle: procedure('pull-requests.read')
    .input(idleInputSchema)
    .output(idlePullRequestsSchema)
    .query(({ ctx, input }) => listIdle(ctx.app, input.days, ctx.scope)),
  overview: procedure('definitions.read')
    .output(definitionsOverviewSchema)
    .query(({ ctx }) => readDefinitions(ctx.app, sightOf(ctx))),
  derivation: procedure('definitions.read')
    .output(derivationSchema.nullable())
    .query(({ ctx }) => readDerivation(ctx.app, sightOf(ctx))),
  accounts: procedure('people.read')
    .input(accountsInputSchema)
    .output(accountsAnswerSchema)
    .query(({ ctx, input }) => listAccounts(ctx.app, input, ctx.scope)),
  /** Changes nothing; a mutation because the settings may be longer than an address. */
  preview: procedure('definitions.write', { changesNothing: true })
    .input(z.object({ settings: definitionSettingsSchema }))
    .output(previewSchema)
    .mutation(({ ctx, input }) => previewSettings(ctx.app, input.settings)),
  propose: procedure('definitions.write')
    .input(proposeInputSchema)
    .output(z.object({ revision }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedSettings(ctx.app),
        () => proposeSettings(ctx.app, input, ctx.caller?.name ?? null),
      ),
    ),
  restore: procedure('definitions.write')
    .input(z.object({ revision, basedOn: revision }))
    .output(z.object({ revision }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedSettings(ctx.app),
        () => restoreRevision(ctx.app, input, ctx.caller?.name ?? null),
      ),
    ),
  cancel: procedure('definitions.write')
    .input(z.object({ revision }))
    .output(z.object({ cancelled: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedSettings(ctx.app),
        () => cancelDerivation(ctx.app, input.revision),
      ),
    ),
});
