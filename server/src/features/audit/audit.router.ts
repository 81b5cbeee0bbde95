import { auditListInputSchema, auditListSchema } from '@bellwether/shared/audit/audit.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import { listAuditEvents } from './audit.service.ts';

/** Who changed what, when, and from where. */
export const auditRouter = router({
  list: procedure('audit.read')
    .input(auditListInputSchema)
    .output(auditListSchema)
    .query(({ ctx, input }) => listAuditEvents(ctx.app, input)),
});
