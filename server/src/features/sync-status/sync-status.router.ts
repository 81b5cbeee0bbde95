import { syncOverviewSchema } from '@bellwether/shared/sync-status/sync-status.schema';
import { z } from 'zod';
import { procedure, router } from '../../trpc/trpc.ts';
import { followSyncOverview, getSyncOverview, requestSync } from './sync-status.service.ts';

export const syncStatusRouter = router({
  overview: procedure('sync-status.read')
    .output(syncOverviewSchema)
    .query(({ ctx }) => getSyncOverview(ctx.app)),
  live: procedure('sync-status.read').subscription(({ ctx, signal }) =>
    followSyncOverview(ctx.app, signal ?? new AbortController().signal),
  ),
  request: procedure('sync-status.write')
    .input(z.object({ repositoryId: z.string().nullable().default(null) }))
    .output(z.object({ requested: z.number() }))
    .mutation(({ ctx, input }) => requestSync(ctx.app, input.repositoryId)),
});
