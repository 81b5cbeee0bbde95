import { scopeOf } from '@bellwether/shared/access/access.rules';
import { repositoryIdSchema } from '@bellwether/shared/connections/repository-id';
import {
  enterInstantsInputSchema,
  incidentDetailSchema,
  incidentsBehindSchema,
} from '@bellwether/shared/incidents/incident-detail.schema';
import {
  incidentsBehindInputSchema,
  incidentTrendsInputSchema,
  incidentTrendsSchema,
} from '@bellwether/shared/incidents/incident-trends.schema';
import {
  incidentListInputSchema,
  incidentListSchema,
  incidentPreviewSchema,
  incidentRuleInputSchema,
  incidentRulesSchema,
} from '@bellwether/shared/incidents/incidents.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { inZone } from '../../answers/in-zone.ts';
import { keep } from '../../answers/keep.ts';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedRule } from './audited-rule.service.ts';
import { readIncidentsBehind } from './behind.service.ts';
import { readIncident } from './detail.service.ts';
import { enterInstants } from './enter-instants.service.ts';
import { changeRule, listIncidents, previewRule, readRules } from './incidents.service.ts';
import { readIncidentTrends } from './trends.service.ts';

export const incidentsRouter = router({
  trends: procedure('incidents.read')
    .input(incidentTrendsInputSchema)
    .output(incidentTrendsSchema)
    .query(({ ctx, input }) =>
      keep('incidents.trends', readIncidentTrends)(ctx.app, input, sightOf(ctx)),
    ),
  behind: procedure('incidents.read')
    .input(incidentsBehindInputSchema)
    .output(incidentsBehindSchema)
    .query(({ ctx, input }) => inZone(readIncidentsBehind)(ctx.app, input, ctx.scope)),
  detail: procedure('incidents.read')
    .input(z.object({ incidentId: z.guid() }))
    .output(incidentDetailSchema)
    .query(({ ctx, input }) =>
      readIncident(ctx.app, input.incidentId, ctx.scope, scopeOf(ctx.caller, 'incidents.instants')),
    ),
  enterInstants: procedure('incidents.instants')
    .input(enterInstantsInputSchema)
    .output(z.object({ warnings: z.array(z.string()) }))
    .mutation(async ({ ctx, input }) => {
      const seeing = scopeOf(ctx.caller, 'incidents.read');
      const asker = { name: ctx.caller?.name ?? '', scope: ctx.scope, seeing };
      const { note, warnings } = await enterInstants(ctx.app, input, asker);
      ctx.note(note);
      return { warnings };
    }),
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
