import { repositoryIdSchema } from '@bellwether/shared/connections/repository-id';
import {
  deploymentListInputSchema,
  deploymentListSchema,
  deploymentLookInputSchema,
  deploymentPreviewSchema,
  deploymentRuleInputSchema,
  deploymentRulesSchema,
} from '@bellwether/shared/deployments/deployments.schema';
import { z } from 'zod';
import { sightOf } from '../../access/sight.ts';
import { noteChange } from '../../audit/note-change.ts';
import { procedure, router } from '../../trpc/trpc.ts';
import { auditedRule } from './audited-rule.service.ts';
import {
  listDeployments,
  lookAtList,
  readRules,
  removeRule,
  saveRule,
} from './deployments.service.ts';
import { previewRule } from './preview.service.ts';

export const deploymentsRouter = router({
  rules: procedure('deployments.read')
    .output(deploymentRulesSchema)
    .query(({ ctx }) => readRules(ctx.app, ctx.scope)),
  list: procedure('deployments.read')
    .input(deploymentListInputSchema)
    .output(deploymentListSchema)
    .query(({ ctx, input }) => listDeployments(ctx.app, input, sightOf(ctx))),
  preview: procedure('deployments.rules')
    .input(deploymentRuleInputSchema)
    .output(deploymentPreviewSchema)
    .query(({ ctx, input }) => previewRule(ctx.app, input.repositoryId, input.rule)),
  look: procedure('deployments.rules')
    .input(deploymentLookInputSchema)
    .output(z.object({ requested: z.number() }))
    .mutation(({ ctx, input }) => lookAtList(ctx.app, input)),
  saveRule: procedure('deployments.rules')
    .input(deploymentRuleInputSchema)
    .output(deploymentRulesSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedRule(ctx.app, input.repositoryId),
        () => saveRule(ctx.app, input.repositoryId, input.rule),
      ),
    ),
  removeRule: procedure('deployments.rules')
    .input(z.object({ repositoryId: repositoryIdSchema.nullable() }))
    .output(deploymentRulesSchema)
    .mutation(({ ctx, input }) =>
      noteChange(
        ctx,
        () => auditedRule(ctx.app, input.repositoryId),
        () => removeRule(ctx.app, input.repositoryId),
      ),
    ),
});
