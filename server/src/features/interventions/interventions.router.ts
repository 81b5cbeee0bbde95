import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { RowScope } from '@bellwether/shared/access/row-scope';
import {
  chartNotesInputSchema,
  chartNotesSchema,
  chartNoteTextSchema,
  interventionEffectInputSchema,
  interventionEffectSchema,
  interventionsOverviewSchema,
  interventionTextSchema,
  removeChartNoteInputSchema,
  removeInterventionInputSchema,
  saveChartNoteInputSchema,
  saveInterventionInputSchema,
} from '@bellwether/shared/interventions/interventions.schema';
import { z } from 'zod';
import type { Caller } from '../../access/caller.types.ts';
import { type Sight, sightOf } from '../../access/sight.ts';
import { keep } from '../../answers/keep.ts';
import type { AppContext } from '../../app-context.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import type { Author } from './author.types.ts';
import {
  addChartNote,
  readChartNotes,
  removeChartNote,
  saveChartNote,
} from './chart-notes.service.ts';
import { readEffect } from './effect.service.ts';
import {
  createIntervention,
  readInterventions,
  removeIntervention,
  saveIntervention,
} from './interventions.service.ts';

const done = z.object({ done: z.literal(true) });
const DONE = { done: true as const };

const authorOf = (caller: Caller | null): Author => ({
  id: caller?.userId ?? null,
  name: caller?.name ?? 'Nobody',
});

const writingOf = ({ caller }: { caller: Caller | null }) => scopeOf(caller, 'interventions.write');

const keepOverview = keep(
  'interventions.overview',
  (app: AppContext, writing: RowScope | null, sight: Sight) =>
    readInterventions(app, sight, writing),
);

/** What was changed on purpose, whether it helped, and remarks on days. */
export const interventionsRouter = router({
  overview: procedure('interventions.read')
    .output(interventionsOverviewSchema)
    .query(({ ctx }) => keepOverview(ctx.app, writingOf(ctx), sightOf(ctx))),
  effect: procedure('interventions.read')
    .input(interventionEffectInputSchema)
    .output(interventionEffectSchema)
    .query(({ ctx, input }) => readEffect(ctx.app, input, sightOf(ctx), writingOf(ctx))),
  create: procedure('interventions.write')
    .input(interventionTextSchema)
    .output(z.object({ interventionId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { id, note } = await createIntervention(
        ctx.app,
        input,
        authorOf(ctx.caller),
        ctx.scope,
      );
      ctx.note(note);
      return { interventionId: id };
    }),
  save: procedure('interventions.write')
    .input(saveInterventionInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await saveIntervention(ctx.app, input, ctx.scope));
      return DONE;
    }),
  remove: procedure('interventions.write')
    .input(removeInterventionInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await removeIntervention(ctx.app, input, ctx.scope));
      return DONE;
    }),
  notes: procedure('interventions.read')
    .input(chartNotesInputSchema)
    .output(chartNotesSchema)
    .query(({ ctx, input }) => readChartNotes(ctx.app, input, ctx.scope, writingOf(ctx))),
  addNote: procedure('interventions.write')
    .input(chartNoteTextSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await addChartNote(ctx.app, input, authorOf(ctx.caller), ctx.scope));
      return DONE;
    }),
  saveNote: procedure('interventions.write')
    .input(saveChartNoteInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await saveChartNote(ctx.app, input, ctx.scope));
      return DONE;
    }),
  removeNote: procedure('interventions.write')
    .input(removeChartNoteInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await removeChartNote(ctx.app, input, ctx.scope));
      return DONE;
    }),
});
