import { z } from 'zod';
import { bucketSizeSchema, withheldSchema } from '../cycle-time/cycle-time.schema.ts';
import { daySchema } from '../pull-requests/pull-requests.schema.ts';
import { metricBasisSchema } from '../sync-status/sync-status.schema.ts';
import { bandNames, bandYears, paces } from './bands.ts';
import { deploymentStepKinds, remedyKinds } from './deployment-facts.ts';

/** Which deployments a screen is about. `[from, to)` in whole days; empty lists mean "all". */
export const deliveryFilterSchema = z
  .object({
    from: daySchema,
    to: daySchema,
    /** Repository node ids. */
    repositories: z.array(z.string()).max(1000).default([]),
    /** `slug` or `organisation/slug`. */
    teams: z.array(z.string().max(300)).max(100).default([]),
  })
  .refine((filter) => filter.from < filter.to, {
    path: ['to'],
    error: 'The period ends before it begins: choose a day after "from".',
  });
export type DeliveryFilter = z.infer<typeof deliveryFilterSchema>;

export const deliveryInputSchema = z.object({
  filter: deliveryFilterSchema,
  bucket: bucketSizeSchema.default('week'),
});
export type DeliveryInput = z.infer<typeof deliveryInputSchema>;

export const paceSchema = z.enum(paces);
export const bandNameSchema = z.enum(bandNames);

/** Confirmed and suspected failures stand side by side, and are never added up (B15). */
export const changeFailureSchema = z.object({
  deployments: z.number(),
  failed: z.number(),
  suspected: z.number(),
  failedRemedies: z.number(),
  remedies: z.number(),
  /** 0..1; null: nothing was deployed. */
  ratio: z.number().nullable(),
  suspectedRatio: z.number().nullable(),
});

/** Seconds; n < 5: percentiles are null (B0.6). */
export const recoveryTimeSchema = z.object({
  n: z.number(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  mean: z.number().nullable(),
  interval80: z.tuple([z.number(), z.number()]).nullable(),
  /** Each one, ascending, where they are too few for a median. */
  each: z.array(z.number()),
  /** Failed before the end and not well again by then. */
  censored: z.number(),
});

const countsSchema = z.object({
  /** 0 where there are none. */
  deployments: z.number(),
  daysWithDeployment: z.number(),
  changeFailure: changeFailureSchema,
  /** Remedies over all deployments, 0..1; null: nothing was deployed. */
  rework: z.number().nullable(),
  recovery: recoveryTimeSchema,
});

export const deliveryBucketSchema = countsSchema.extend({
  start: z.string(),
  end: z.string(),
  /** The bucket holds now: it is still filling. */
  isPartial: z.boolean(),
  /** Before the first deployment that is known: nothing is told of it. */
  isBeforeData: z.boolean(),
});
export type DeliveryBucket = z.infer<typeof deliveryBucketSchema>;

export const deliverySummarySchema = countsSchema.extend({
  /** Services with a deployment. */
  services: z.number(),
  /** Of all services together, by the part of the period that was seen. Null: none was. */
  perWeek: z.number().nullable(),
  /** Median over whole weeks. Null: none was seen. */
  daysPerWeek: z.number().nullable(),
  pace: paceSchema.nullable(),
  /** First deployments that are known of a service: they brought nothing that is known (B9.3). */
  baselines: z.number(),
  /** The same version again, where that does not count (B9.6). */
  redeploys: z.number(),
  /** What they brought is not known. */
  notKnown: z.number(),
  /** Never succeeded. */
  failedRuns: z.number(),
});
export type DeliverySummary = z.infer<typeof deliverySummarySchema>;

/** Commit to production of what finished in the period (B15). Withheld: too few people stand behind it. */
export const partLeadTimeSchema = z.object({
  n: z.number().nullable(),
  p50: z.number().nullable(),
  withheld: withheldSchema.nullable(),
});

const partSchema = z.object({
  deployments: z.number(),
  changeFailure: changeFailureSchema,
  rework: z.number().nullable(),
  recovery: recoveryTimeSchema,
  leadTime: partLeadTimeSchema,
});

export const servicePartSchema = partSchema.extend({
  serviceKey: z.string(),
  repositoryId: z.string(),
  repository: z.string(),
  /** The service, or the repository's name where that is the service. */
  name: z.string(),
  environment: z.string(),
  perWeek: z.number().nullable(),
  daysPerWeek: z.number().nullable(),
  pace: paceSchema.nullable(),
  before: z.object({ deployments: z.number(), failed: z.number(), ratio: z.number().nullable() }),
});
export type ServicePart = z.infer<typeof servicePartSchema>;

export const teamPartSchema = partSchema.extend({ handle: z.string(), name: z.string() });
export type TeamPart = z.infer<typeof teamPartSchema>;

export const deliveryBandsSchema = z.object({
  year: z.union(bandYears.map((year) => z.literal(year))),
  source: z.string(),
  note: z.string(),
  /** Null: not known, or the report has no bands. */
  frequency: bandNameSchema.nullable(),
  leadTime: bandNameSchema.nullable(),
  changeFailure: bandNameSchema.nullable(),
  recovery: bandNameSchema.nullable(),
});

export const deliveryOverviewSchema = z.object({
  zone: z.string(),
  now: z.string(),
  buckets: z.array(deliveryBucketSchema),
  summary: deliverySummarySchema,
  /** The period of the same length right before. */
  previous: z.object({
    from: z.string(),
    to: z.string(),
    buckets: z.array(deliveryBucketSchema),
    summary: deliverySummarySchema,
  }),
  leadTime: partLeadTimeSchema,
  services: z.array(servicePartSchema),
  /** Those that the caller may see and that deployed something. One deployment may be several teams'. */
  teams: z.array(teamPartSchema),
  /** Null: they are switched off. */
  bands: deliveryBandsSchema.nullable(),
  suspectedHours: z.number(),
  /** Suspected links that wait for a person, of the period. */
  undecided: z.number(),
  basis: z.object({ frequency: metricBasisSchema, failures: metricBasisSchema }),
  isSyncing: z.boolean(),
});
export type DeliveryOverview = z.infer<typeof deliveryOverviewSchema>;

/** A pull request that is named as evidence. */
export const namedPullRequestSchema = z.object({
  id: z.string(),
  number: z.number(),
  /** Null: not the caller's to see. */
  title: z.string().nullable(),
  url: z.string(),
});

export const namedIncidentSchema = z.object({
  id: z.string(),
  /** Null: an incident of a repository that the caller does not see. */
  title: z.string().nullable(),
  url: z.string().nullable(),
  number: z.number().nullable(),
  repository: z.string().nullable(),
});

export const shownEvidenceSchema = z.object({
  kind: z.enum(['human', 'caused-by', 'rollback', 'revert', 'hotfix', 'suspected']),
  incident: namedIncidentSchema.nullable(),
  /** The remedy. */
  deployment: z
    .object({ id: z.string(), at: z.string(), sha: z.string(), url: z.string() })
    .nullable(),
  pullRequest: namedPullRequestSchema.nullable(),
  /** For what a person said: who and when. */
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type ShownEvidence = z.infer<typeof shownEvidenceSchema>;

export const shownRemedySchema = z.object({
  kind: z.enum(remedyKinds),
  /** What it mends. Null: not known. */
  deployment: z
    .object({ id: z.string(), at: z.string(), sha: z.string(), url: z.string() })
    .nullable(),
  /** The revert or the hotfix. Null: a rollback, or not the caller's to see. */
  pullRequest: namedPullRequestSchema.nullable(),
  reverts: namedPullRequestSchema.nullable(),
});
export type ShownRemedy = z.infer<typeof shownRemedySchema>;

export const deliveredDeploymentSchema = z.object({
  id: z.string(),
  repository: z.string(),
  service: z.string(),
  environment: z.string(),
  name: z.string().nullable(),
  sha: z.string(),
  url: z.string(),
  /** Null: it never succeeded. */
  finishedAt: z.string().nullable(),
  failedAt: z.string().nullable(),
  step: z.enum(deploymentStepKinds),
  isCounted: z.boolean(),
  pullRequests: z.number(),
  remedies: z.array(shownRemedySchema),
  /** Null: nothing says that it failed. */
  failure: z
    .object({
      level: z.enum(['confirmed', 'suspected']),
      evidence: z.array(shownEvidenceSchema),
      recoveredAt: z.string().nullable(),
      recoveredBy: z.enum(['deployment', 'incident']).nullable(),
      recoverySeconds: z.number().nullable(),
    })
    .nullable(),
});
export type ShownDeployment = z.infer<typeof deliveredDeploymentSchema>;

/** Which deployments stand behind a number of the page. */
export const deploymentListKinds = [
  'counted',
  'changes',
  'failed',
  'suspected',
  'remedies',
  'recovered',
  'left-out',
] as const;

export const deliveryListInputSchema = z.object({
  filter: deliveryFilterSchema,
  which: z.enum(deploymentListKinds).default('counted'),
  limit: z.number().int().min(1).max(200).default(25),
  offset: z.number().int().min(0).max(1_000_000).default(0),
});
export type DeliveryListInput = z.infer<typeof deliveryListInputSchema>;

export const deliveryListSchema = z.object({
  items: z.array(deliveredDeploymentSchema),
  total: z.number(),
});
export type DeliveryList = z.infer<typeof deliveryListSchema>;
