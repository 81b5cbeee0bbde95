import { z } from 'zod';
import { mostLinks } from './attribution.terms.ts';
import { deliveryFilterSchema, namedPullRequestSchema } from './delivery.schema.ts';

/** Why a deployment may have caused an incident; kept with what a person decided. */
export const attributionEvidenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('caused-by') }),
  z.object({
    kind: z.enum(['rollback', 'revert', 'hotfix']),
    remedyId: z.string(),
    pullRequestId: z.string().nullable(),
    /** From the beginning of the incident. */
    afterSeconds: z.number(),
  }),
  z.object({ kind: z.literal('mention'), pullRequestId: z.string() }),
  z.object({ kind: z.literal('same-service') }),
  z.object({ kind: z.literal('same-repository') }),
  /** How long after the deployment it began. */
  z.object({ kind: z.literal('time'), seconds: z.number() }),
]);

const deploymentSchema = z.object({
  id: z.string(),
  repository: z.string(),
  service: z.string(),
  sha: z.string(),
  url: z.string(),
  finishedAt: z.string().nullable(),
  pullRequests: z.number(),
});

export const attributionLinkSchema = z.object({
  incident: z.object({
    id: z.string(),
    title: z.string(),
    number: z.number().nullable(),
    url: z.string().nullable(),
    repository: z.string().nullable(),
    service: z.string().nullable(),
    severity: z.string().nullable(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
  }),
  /** Null: a person said that no deployment caused it. */
  deployment: deploymentSchema.nullable(),
  /** The pull request that is meant. Null: any of them. */
  pullRequest: namedPullRequestSchema.nullable(),
  state: z.enum(['confirmed', 'suspected', 'refuted']),
  /** Strongest first, in words' order. */
  evidence: z.array(attributionEvidenceSchema),
  /** 1 (near in time alone) to 6 (the incident names it). */
  strength: z.number(),
  /** Null: nobody decided. */
  decision: z.object({ by: z.string(), at: z.string(), note: z.string().nullable() }).nullable(),
  /** How often what was said of the incident has changed: what is decided on it is based on this. */
  version: z.number(),
});
export type AttributionLink = z.infer<typeof attributionLinkSchema>;

export const attributionInboxSchema = z.object({
  now: z.string(),
  /** To be decided: the latest incident first, of one incident the strongest link first. */
  pending: z.array(attributionLinkSchema),
  /** With those beyond. */
  pendingTotal: z.number(),
  /** What people decided of incidents of the period, the latest first. */
  decided: z.array(attributionLinkSchema),
  /** With those beyond. */
  decidedTotal: z.number(),
  /** Why there may be nothing to decide. */
  counts: z.object({
    incidents: z.number(),
    /** Of no known instant: near to nothing. */
    undated: z.number(),
    /** Drills, duplicates and false alarms. */
    excluded: z.number(),
    /** With no deployment of their service near. */
    unlinked: z.number(),
    deployments: z.number(),
  }),
  suspectedHours: z.number(),
});
export type AttributionInbox = z.infer<typeof attributionInboxSchema>;

const atMost = z.number().int().min(1).max(mostLinks).default(25);

/** `pending` and `decided`: how many of them are wanted, from the first on. */
export const attributionInputSchema = z.object({
  filter: deliveryFilterSchema,
  pending: atMost,
  decided: atMost,
});
export type AttributionInput = z.infer<typeof attributionInputSchema>;

/** Decided on what was said of the incident up to there: what somebody said meanwhile is not overwritten. */
const basedOn = z.number().int().min(0);

export const decideInputSchema = z.object({
  // Made from the issue: a UUID in shape, of no version.
  incidentId: z.guid(),
  /** Null, and confirmed: no deployment caused it. */
  deploymentId: z.string().max(200).nullable(),
  verdict: z.enum(['confirmed', 'refuted']),
  note: z.string().trim().max(2000).nullish(),
  basedOn,
});
export type DecideInput = z.infer<typeof decideInputSchema>;

export const undoInputSchema = decideInputSchema.pick({
  ...{ incidentId: true, deploymentId: true, basedOn: true },
});
export type UndoInput = z.infer<typeof undoInputSchema>;

/** The version that what was said of the incident has now. */
export const decidedSchema = z.object({ version: z.number() });
