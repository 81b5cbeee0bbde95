import { z } from 'zod';
import { repositoryIdSchema } from '../connections/repository-id.ts';
import { postedText } from '../deployments/posted-fields.schema.ts';
import { incidentInstants } from './derive-incident.ts';
import { exclusions, severities } from './incident-rule.ts';

const MOST = 100;
const many = `Write at most ${MOST}; * in a label stands for any characters.`;

export const incidentRuleSchema = z.object({
  labels: z
    .array(postedText(100))
    .min(1, 'Name at least one label, for example incident.')
    .max(MOST, many),
  severities: z
    .array(z.object({ label: postedText(100), severity: z.enum(severities) }))
    .max(MOST, many),
  services: z.array(z.object({ label: postedText(100), service: postedText(100) })).max(MOST, many),
  exclusions: z
    .array(z.object({ label: postedText(100), exclusion: z.enum(exclusions) }))
    .max(MOST, many),
});

/** Null: the rule for all repositories that have none of their own. */
const scopeSchema = z.object({ repositoryId: repositoryIdSchema.nullable() });

export const incidentRuleInputSchema = scopeSchema.extend({ rule: incidentRuleSchema });

export const incidentListInputSchema = scopeSchema.extend({
  limit: z.number().int().min(1).max(200).default(50),
  offset: z.number().int().min(0).default(0),
});

export const incidentRulesSchema = z.object({
  /** For all repositories that have none of their own. */
  forAll: incidentRuleSchema,
  /** False: nobody chose one yet, and it is the one of a fresh installation. */
  isChosen: z.boolean(),
  own: z.array(z.object({ repositoryId: z.string(), rule: incidentRuleSchema })),
  repositories: z.array(z.object({ repositoryId: z.string(), repository: z.string() })),
  /** Labels of issues, most used first. */
  labels: z.array(z.object({ name: z.string(), issues: z.number().int() })),
});
export type IncidentRules = z.infer<typeof incidentRulesSchema>;

const instantsShape = Object.fromEntries(
  incidentInstants.map((name) => [name, z.string().nullable()]),
) as Record<(typeof incidentInstants)[number], z.ZodNullable<z.ZodString>>;

export const listedIncidentSchema = z.object({
  id: z.string(),
  kind: z.enum(['issue', 'api']),
  /** `owner/name`; null: of no repository in particular. */
  repository: z.string().nullable(),
  /** The issue's number; null: another system sent it. */
  number: z.number().int().nullable(),
  /** The system that sent it; null: it is an issue. */
  source: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  severity: z.enum(severities).nullable(),
  service: z.string().nullable(),
  exclusion: z.enum(exclusions).nullable(),
  causedBy: z.string().nullable(),
  ...instantsShape,
  /** Null: one of its ends is not known (B16). */
  timeToRestoreSeconds: z.number().nullable(),
});
export type ListedIncident = z.infer<typeof listedIncidentSchema>;

export const incidentListSchema = z.object({
  items: z.array(listedIncidentSchema),
  total: z.number().int(),
  /** Of the total: counted apart. */
  excluded: z.number().int(),
});

const countSchema = z.object({ name: z.string().nullable(), count: z.number().int() });

/** An issue with what the rule reads from it. */
const previewedIssueSchema = z.object({
  repository: z.string(),
  number: z.number().int(),
  title: z.string(),
  url: z.string(),
  labels: z.array(z.string()),
  createdAt: z.string(),
  severity: z.enum(severities).nullable(),
  service: z.string().nullable(),
  exclusion: z.enum(exclusions).nullable(),
});

export const incidentPreviewSchema = z.object({
  /** All issues that are stored, and how many of them the rule takes for incidents. */
  issues: z.number().int(),
  matched: z.number().int(),
  /** How many the present rule takes for incidents. */
  present: z.number().int(),
  gained: z.number().int(),
  lost: z.number().int(),
  excluded: z.number().int(),
  /** From the worst; null: no severity was read. Those counted apart are left out, here and below. */
  bySeverity: z.array(countSchema),
  /** Most first; null: no service was read. */
  byService: z.array(countSchema),
  examples: z.array(previewedIssueSchema),
  /** Incidents whose labels say no severity or no service. */
  unmapped: z.array(previewedIssueSchema),
  unmappedTotal: z.number().int(),
});
export type IncidentPreview = z.infer<typeof incidentPreviewSchema>;
export type PreviewedIssue = z.infer<typeof previewedIssueSchema>;
