import { repositoryIdSchema } from '@bellwether/shared/connections/repository-id';
import {
  incidentListInputSchema,
  incidentListSchema,
  incidentPreviewSchema,
  incidentRuleInputSchema,
  incidentRulesSchema,
} from '@bellwether/shared/incidents/incidents.schema';
import { z } from 'zod';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedRule } from './audited-rule.service.ts';
import { changeRule, listIncidents, previewRule, readRules } from './incidents.service.ts';

export const incidentsRouter = router({
  rules: procedure('incidents.read')
    .output(incidentRulesSchema)
    .query(({ ctx }) => readRules(ctx.app, ctx.scope)),
  list: procedure('incidents.read')
    .input(incidentListInputSchema)
    .output(incidentListSchema)
    .query(({ ctx, input }) => listIncidents(ctx.app, input, ctx.scope)),
  preview: procedure('incidents.rules')
    .input(incidentRuleInputSchema)
    .output(incidentPreviewSchema)
    .query(({ ctx, input }) => previewRule(ctx.app, input.repositoryId, input.rule)),
  saveRule: procedure('incidents.rules')
    .input(incidentRuleInputSchema)
    .output(incidentRulesSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedRule(ctx.app, input.repositoryId),
        () => changeRule(ctx.app, input.repositoryId, input.rule),
      ),
    ),
  removeRule: procedure('incidents.rules')
    .input(z.object({ repositoryId: repositoryIdSchema.nullable() }))
    .output(incidentRulesSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedRule(ctx.app, input.repositoryId),
        () => changeRule(ctx.app, input.repositoryId, null),
      ),
    ),
});
