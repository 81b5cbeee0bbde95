import {
  addRepositoriesInputSchema,
  addRepositoriesResultSchema,
  availableRepositoriesSchema,
  connectAppInputSchema,
  connectInputSchema,
  connectionSummarySchema,
  webhookSecretInputSchema,
  webhookSetupSchema,
} from '@bellwether/shared/connections/connections.schema';
import { z } from 'zod';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedConnection } from './audited-connection.service.ts';
import { checkRights } from './check-rights.service.ts';
import { connect, connectApp } from './connect.service.ts';
import { listConnections, previewRemoval, removeConnection } from './connections.service.ts';
import { addRepositories, findAvailableRepositories } from './repositories.service.ts';
import { startSample } from './sample.service.ts';
import { setWebhookSecret } from './webhook-secret.service.ts';

const connectionInput = z.object({ connectionId: z.uuid() });

export const connectionsRouter = router({
  list: procedure('connections.read')
    .output(z.array(connectionSummarySchema))
    .query(({ ctx }) => listConnections(ctx.app)),
  connect: procedure('connections.write')
    .input(connectInputSchema)
    .output(connectionSummarySchema)
    .mutation(({ ctx, input }) => connect(ctx.app, input)),
  connectApp: procedure('connections.write')
    .input(connectAppInputSchema)
    .output(z.array(connectionSummarySchema))
    .mutation(({ ctx, input }) => connectApp(ctx.app, input)),
  checkRights: procedure('connections.write')
    .input(connectionInput)
    .output(connectionSummarySchema)
    .mutation(({ ctx, input }) => checkRights(ctx.app, input.connectionId)),
  setWebhookSecret: procedure('connections.write')
    .input(webhookSecretInputSchema)
    .output(webhookSetupSchema)
    .mutation(({ ctx, input }) => setWebhookSecret(ctx.app, input)),
  availableRepositories: procedure('connections.read')
    .input(connectionInput.extend({ search: z.string().trim().max(200).default('') }))
    .output(availableRepositoriesSchema)
    .query(({ ctx, input }) =>
      findAvailableRepositories(ctx.app, input.connectionId, input.search),
    ),
  addRepositories: procedure('connections.write')
    .input(addRepositoriesInputSchema)
    .output(addRepositoriesResultSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedConnection(ctx.app, input.connectionId),
        () => addRepositories(ctx.app, input),
      ),
    ),
  startSample: procedure('connections.write')
    .output(connectionSummarySchema)
    .mutation(({ ctx }) => startSample(ctx.app)),
  removalPreview: procedure('connections.read')
    .input(connectionInput)
    .output(z.object({ repositories: z.number(), pullRequests: z.number() }))
    .query(({ ctx, input }) => previewRemoval(ctx.app, input.connectionId)),
  remove: procedure('connections.write')
    .input(connectionInput)
    .output(z.object({ removed: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedConnection(ctx.app, input.connectionId),
        () => removeConnection(ctx.app, input.connectionId),
      ),
    ),
});
