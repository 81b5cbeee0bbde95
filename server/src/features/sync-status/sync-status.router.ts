import { repositoryIdSchema } from '@bellwether/shared/connections/repository-id';
import {
  pointsBudgetSchema,
  repositoryRemovalSchema,
  syncOverviewSchema,
} from '@bellwether/shared/sync-status/sync-status.schema';
import { webhookHealthSchema } from '@bellwether/shared/sync-status/webhook-health.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedRepository } from './audited-repository.service.ts';
import { followDataChanges } from './data-changes.service.ts';
import { followSyncOverview } from './follow-overview.ts';
import { readPointsBudgets } from './points.service.ts';
import {
  getSyncOverview,
  pause,
  previewRepositoryRemoval,
  removeRepository,
  requestDeepCheck,
  requestSync,
  resume,
} from './sync-status.service.ts';
import { readWebhookHealth } from './webhooks.service.ts';

const one = z.object({ repositoryId: repositoryIdSchema });
/** Null: all of them. */
const oneOrAll = z.object({ repositoryId: repositoryIdSchema.nullable().default(null) });
const requested = z.object({ requested: z.number() });

export const syncStatusRouter = router({
  overview: procedure('sync-status.read')
    .output(syncOverviewSchema)
    .query(({ ctx }) => getSyncOverview(ctx.app, ctx.scope)),
  live: procedure('sync-status.read').subscription(({ ctx, signal }) =>
    followSyncOverview(ctx.app, ctx.scope, signal ?? new AbortController().signal),
  ),
  /** Tells every open page that there is something new to ask for. */
  dataChanges: procedure('sync-status.read').subscription(({ ctx, signal }) =>
    followDataChanges(ctx.app, signal ?? new AbortController().signal),
  ),
  points: procedure('sync-status.read')
    .output(z.array(pointsBudgetSchema))
    .query(({ ctx }) => readPointsBudgets(ctx.app, sightOf(ctx))),
  webhooks: procedure('sync-status.read')
    .output(webhookHealthSchema)
    .query(({ ctx }) => readWebhookHealth(ctx.app, ctx.scope)),
  request: procedure('sync-status.write')
    .input(oneOrAll)
    .output(requested)
    .mutation(({ ctx, input }) => requestSync(ctx.app, input.repositoryId, ctx.scope)),
  deepCheck: procedure('sync-status.write')
    .input(oneOrAll.extend({ reach: z.enum(['recent', 'whole']) }))
    .output(requested)
    .mutation(({ ctx, input }) =>
      requestDeepCheck(ctx.app, input.repositoryId, input.reach, ctx.scope),
    ),
  pause: procedure('sync-status.write')
    .input(one)
    .output(z.object({ paused: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedRepository(ctx.app, input.repositoryId),
        () => pause(ctx.app, input.repositoryId, ctx.scope),
      ),
    ),
  resume: procedure('sync-status.write')
    .input(one)
    .output(z.object({ paused: z.literal(false) }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedRepository(ctx.app, input.repositoryId),
        () => resume(ctx.app, input.repositoryId, ctx.scope),
      ),
    ),
  removalPreview: procedure('connections.write')
    .input(one)
    .output(repositoryRemovalSchema)
    .query(({ ctx, input }) => previewRepositoryRemoval(ctx.app, input.repositoryId)),
  removeRepository: procedure('connections.write')
    .input(one)
    .output(z.object({ removed: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedRepository(ctx.app, input.repositoryId),
        () => removeRepository(ctx.app, input.repositoryId),
      ),
    ),
});
