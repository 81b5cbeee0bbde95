import {
  addRepositoriesInputSchema,
  addRepositoriesResultSchema,
  availableRepositoriesSchema,
  type ConnectionSummary,
  connectAppInputSchema,
  connectInputSchema,
  connectionSummarySchema,
  replaceSecretInputSchema,
  webhookSecretInputSchema,
  webhookSetupSchema,
} from '@bellwether/shared/connections/connections.schema';
import { z } from 'zod';
import type { Caller } from '../../access/caller.types.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedConnection } from './audited-connection.service.ts';
import { checkRights } from './check-rights.service.ts';
import { connect, connectApp, type SecretGiver } from './connect.service.ts';
import { listConnections, previewRemoval, removeConnection } from './connections.service.ts';
import { replaceSecret } from './replace-secret.service.ts';
import { addRepositories, findAvailableRepositories } from './repositories.service.ts';
import { startSample } from './sample.service.ts';
import { setWebhookSecret } from './webhook-secret.service.ts';

const connectionInput = z.object({ connectionId: z.uuid() });

function giverOf(caller: Caller | null): SecretGiver {
  return { setBy: caller?.name ?? 'Nobody' };
}

/** For the audit log: that a secret was set, and never the secret. */
function noteOf({ id, kind, login, apiUrl, secretHint }: ConnectionSummary): AuditNote {
  const subject = { kind: 'connection', id, name: login ?? apiUrl };
  return { subject, after: { kind, apiUrl, login, secretEndsIn: secretHint } };
}

export const connectionsRouter = router({
  list: procedure('connections.read')
    .output(z.array(connectionSummarySchema))
    .query(({ ctx }) => listConnections(ctx.app)),
  connect: procedure('connections.write')
    .input(connectInputSchema)
    .output(connectionSummarySchema)
    .mutation(async ({ ctx, input }) => {
      const made = await connect(ctx.app, input, giverOf(ctx.caller));
      ctx.note(noteOf(made));
      return made;
    }),
  connectApp: procedure('connections.write')
    .input(connectAppInputSchema)
    .output(z.array(connectionSummarySchema))
    .mutation(async ({ ctx, input }) => {
      const made = await connectApp(ctx.app, input, giverOf(ctx.caller));
      for (const connection of made) {
        ctx.note(noteOf(connection));
      }
      return made;
    }),
  replaceSecret: procedure('connections.write')
    .input(replaceSecretInputSchema)
    .output(connectionSummarySchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedConnection(ctx.app, input.connectionId),
        () => replaceSecret(ctx.app, input, giverOf(ctx.caller)),
      ),
    ),
  checkRights: procedure('connections.write')
    .input(connectionInput)
    .output(connectionSummarySchema)
    .mutation(({ ctx, input }) => checkRights(ctx.app, input.connectionId)),
  setWebhookSecret: procedure('connections.write')
    .input(webhookSecretInputSchema)
    .output(webhookSetupSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedConnection(ctx.app, input.connectionId),
        () => setWebhookSecret(ctx.app, input, giverOf(ctx.caller).setBy),
      ),
    ),
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
