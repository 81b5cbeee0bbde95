import { scopeOf } from '@bellwether/shared/access/access.rules';
import {
  changeViewInputSchema,
  removeViewInputSchema,
  savedViewSchema,
  saveViewInputSchema,
} from '@bellwether/shared/saved-views/saved-views.schema';
import { z } from 'zod';
import { ownProcedure, router } from '../../trpc/trpc.ts';
import { changeView, listViews, removeView, saveView } from './saved-views.service.ts';

const done = z.object({ done: z.literal(true) });

/** Addresses of pages kept under a name: one's own, and those that others share. */
export const savedViewsRouter = router({
  list: ownProcedure('saved-views.own')
    .output(z.array(savedViewSchema))
    .query(({ ctx }) =>
      listViews(
        ctx.app,
        ctx.userId,
        scopeOf(ctx.caller, 'cycle-time.read') ?? { teamIds: [], accountIds: [] },
      ),
    ),
  save: ownProcedure('saved-views.own')
    .input(saveViewInputSchema)
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { id, note } = await saveView(ctx.app, input, ctx.userId);
      ctx.note(note);
      return { id };
    }),
  change: ownProcedure('saved-views.own')
    .input(changeViewInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await changeView(ctx.app, input, ctx.userId));
      return { done: true as const };
    }),
  remove: ownProcedure('saved-views.own')
    .input(removeViewInputSchema)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      ctx.note(await removeView(ctx.app, input.id, ctx.userId));
      return { done: true as const };
    }),
});
