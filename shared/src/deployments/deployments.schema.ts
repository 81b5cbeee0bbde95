import { z } from 'zod';
import { repositoryIdSchema } from '../connections/repository-id.ts';
import { deploymentKinds } from './deployment-rule.ts';
import { postedText } from './posted-fields.schema.ts';

export const deploymentRuleSchema = z
  .object({
    kind: z.enum(deploymentKinds),
    environments: z
      .array(postedText(100))
      .min(1, 'Name at least one environment that is production, for example production.')
      .max(50, 'Name at most 50 environments; * stands for any characters.'),
    workflowName: postedText(200).nullable(),
    includePrereleases: z.boolean(),
    countRedeploys: z.boolean(),
  })
  .refine((rule) => rule.kind !== 'workflow-run' || rule.workflowName !== null, {
    path: ['workflowName'],
    message: 'Choose the workflow whose runs are deployments.',
  });

/** Null: the rule for all repositories that have none of their own. */
const scopeSchema = z.object({ repositoryId: repositoryIdSchema.nullable() });

export const deploymentRuleInputSchema = scopeSchema.extend({ rule: deploymentRuleSchema });

export const deploymentListInputSchema = scopeSchema.extend({
  limit: z.number().int().min(1).max(200).default(50),
  offset: z.number().int().min(0).default(0),
});

/**
 * `release`: all releases. `workflow-run`: the runs of one workflow; without a name the list of workflows.
 * `github-deployment`: the commits between deployments to these environments.
 */
export const deploymentLookInputSchema = scopeSchema.extend({
  kind: z.enum(['release', 'workflow-run', 'github-deployment']),
  workflowName: postedText(200).nullable(),
  environments: z.array(postedText(100)).max(50).default([]),
});

/** How far a list that is only read when asked for has been read. */
const readingSchema = z.object({
  isAskedFor: z.boolean(),
  /** ISO instant; null: not yet. */
  readAt: z.string().nullable(),
  /** Why not, in plain words. */
  error: z.string().nullable(),
});

export const deploymentSourcesSchema = z.object({
  repositoryId: z.string(),
  repository: z.string(),
  /** Of GitHub deployments and of what other systems sent, most used first. */
  environments: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['github-deployment', 'api']),
      count: z.number().int(),
      latestAt: z.string(),
    }),
  ),
  releases: readingSchema.extend({
    count: z.number().int(),
    prereleases: z.number().int(),
  }),
  workflows: readingSchema.extend({
    list: z.array(readingSchema.extend({ name: z.string(), runs: z.number().int() })),
  }),
});
export type DeploymentSources = z.infer<typeof deploymentSourcesSchema>;

export const deploymentRulesSchema = z.object({
  /** For all repositories that have none of their own. */
  forAll: deploymentRuleSchema,
  /** False: nobody chose one yet, and it is the one of a fresh installation. */
  isChosen: z.boolean(),
  own: z.array(z.object({ repositoryId: z.string(), rule: deploymentRuleSchema })),
  repositories: z.array(deploymentSourcesSchema),
});
export type DeploymentRules = z.infer<typeof deploymentRulesSchema>;

export const deploymentMarks = [
  'baseline',
  'redeploy',
  'rollback',
  'change',
  'not_known',
  'commit_not_found',
] as const;

export const listedDeploymentSchema = z.object({
  id: z.string(),
  repository: z.string(),
  kind: z.enum(deploymentKinds),
  /** Null: the repository is the service. */
  service: z.string().nullable(),
  environment: z.string(),
  /** The workflow, or the release's tag. */
  name: z.string().nullable(),
  /** The commit of the source. */
  sha: z.string(),
  /** Its own page, or its commit's. */
  url: z.string(),
  finishedAt: z.string(),
  mark: z.enum(deploymentMarks),
  /** How many pull requests it brought to its service and environment, and the numbers of the first of them. */
  brought: z.number().int(),
  numbers: z.array(z.number().int()),
});
export type ListedDeployment = z.infer<typeof listedDeploymentSchema>;

export const deploymentListSchema = z.object({
  items: z.array(listedDeploymentSchema),
  total: z.number().int(),
});

const outcomeSchema = z.object({
  /** In the period, those of the same commit left out unless the rule counts them. */
  deployments: z.number().int(),
  /** Among all of the period's: the same commit again. */
  redeploys: z.number().int(),
  /** Merged pull requests that have a production deployment, of all time. */
  pullRequests: z.number().int(),
});

export const deploymentPreviewSchema = z.object({
  days: z.number().int(),
  present: outcomeSchema,
  proposed: outcomeSchema,
  weeks: z.array(
    z.object({ startAt: z.string(), present: z.number().int(), proposed: z.number().int() }),
  ),
  latest: z.array(listedDeploymentSchema),
  /** Merged pull requests that would get a deployment, lose theirs, or get another instant. */
  gained: z.number().int(),
  lost: z.number().int(),
  moved: z.number().int(),
  /** Deployments whose commits are compared only after the rule is saved: their pull requests are not in the counts. */
  notCompared: z.number().int(),
  /** Lists that have not been read, so that the preview cannot count what they hold. */
  notRead: z.array(
    z.object({
      repositoryId: z.string(),
      repository: z.string(),
      isAskedFor: z.boolean(),
      error: z.string().nullable(),
    }),
  ),
});
export type DeploymentPreview = z.infer<typeof deploymentPreviewSchema>;
