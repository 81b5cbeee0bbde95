import { savedViewsOverviewSchema } from '@bellwether/shared/saved-views/saved-views.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import { readSavedViews } from './saved-views.service.ts';

export const savedViewsRouter = router({
  overview: procedure('saved-views.own')
    .output(savedViewsOverviewSchema)
    .query(({ ctx }) => readSavedViews(ctx.app)),
});
