import { z } from 'zod';
import { incidentInstants } from './derive-incident.ts';
import { incidentDurations } from './incident-durations.metric.ts';
import { severities } from './incident-rule.ts';
import { listedIncidentSchema } from './incidents.schema.ts';

/** The instants that a person may enter; closing is the issue's own. */
export const enterableInstants = [
  'impactStartedAt',
  'detectedAt',
  'declaredAt',
  'acknowledgedAt',
  'mitigatedAt',
  'resolvedAt',
] as const;
export type EnterableInstant = (typeof enterableInstants)[number];

/** How an instant came: by itself, from an issue or another system, or by a person. */
const instantSchema = z.object({
  name: z.enum(incidentInstants),
  /** Null: not known. */
  at: z.string().nullable(),
  source: z.enum(['auto', 'manual']),
  editedBy: z.string().nullable(),
  editedAt: z.string().nullable(),
});

/** Which deployment or pull request caused it, and how sure that is (B15). */
export const causeSchema = z.object({
  standing: z.enum(['confirmed', 'suspected']),
  /** `production of acme/shop, Tue 3 Mar` or `acme/shop #12`. */
  words: z.string(),
  url: z.string().nullable(),
});

export const incidentDetailSchema = z.object({
  incident: listedIncidentSchema,
  instants: z.array(instantSchema),
  /** Seconds; null: not known, and why. */
  durations: z.array(
    z.object({
      duration: z.enum(incidentDurations),
      seconds: z.number().nullable(),
      whyNull: z.string().nullable(),
    }),
  ),
  /** What it was said to be, in turn; the worst counts (B16). `at` null: from the first on; `severity` null: none. */
  severities: z.array(
    z.object({ severity: z.enum(severities).nullable(), at: z.string().nullable() }),
  ),
  /** Out of the usual order: taken as they are. */
  warnings: z.array(z.string()),
  causes: z.array(causeSchema),
  /** Moves with each change of what people entered. */
  version: z.number().int(),
  mayEnter: z.boolean(),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

const enteredAt = z.iso
  .datetime('Write an instant, for example 2026-03-01T09:20:00Z.')
  .nullable()
  .optional();

/** Null takes what a person entered back; what is absent stays. */
export const enterInstantsInputSchema = z.object({
  // Of an issue the id is a digest: in the form of a UUID, without its version.
  incidentId: z.guid(),
  /** The version that was shown. */
  basedOn: z.number().int().min(0),
  instants: z.object(
    Object.fromEntries(enterableInstants.map((name) => [name, enteredAt])) as Record<
      EnterableInstant,
      typeof enteredAt
    >,
  ),
});
export type EnterInstantsInput = z.infer<typeof enterInstantsInputSchema>;

/** An incident as it stands behind a number. */
export const incidentBehindSchema = listedIncidentSchema.extend({
  beganAt: z.string().nullable(),
  declaredToResolvedSeconds: z.number().nullable(),
  /** Instants that a person entered. */
  entered: z.array(z.enum(enterableInstants)),
  causes: z.array(causeSchema),
});
export type IncidentBehind = z.infer<typeof incidentBehindSchema>;

export const incidentsBehindSchema = z.object({
  items: z.array(incidentBehindSchema),
  total: z.number().int(),
});
export type IncidentsBehind = z.infer<typeof incidentsBehindSchema>;
