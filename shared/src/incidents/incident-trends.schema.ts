import { z } from 'zod';
import { bucketSizeSchema } from '../cycle-time/cycle-time.schema.ts';
import { daySchema } from '../pull-requests/pull-requests.schema.ts';
import { metricBasisSchema } from '../sync-status/sync-status.schema.ts';
import { incidentDurations } from './incident-durations.metric.ts';
import { exclusions, severities } from './incident-rule.ts';
import { severityKeys } from './incidents.terms.ts';

const LONGEST_PERIOD_DAYS = 3_700;

const choiceShape = {
  from: daySchema,
  to: daySchema,
  /** Node ids; empty: all. */
  repositories: z.array(z.string()).max(500).default([]),
  /** `slug` or `organisation/slug` of the teams whose incidents count; empty: all. */
  teams: z.array(z.string().max(300)).max(100).default([]),
  /** Of these services alone; empty: all. */
  services: z.array(z.string().max(300)).max(100).default([]),
};

const endsAfterItBegins = {
  path: ['to'],
  error: 'The period ends before it begins: choose a day after "from".',
};

export const incidentTrendsInputSchema = z
  .object({ ...choiceShape, bucket: bucketSizeSchema.default('week') })
  .refine(({ from, to }) => from < to, endsAfterItBegins)
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_PERIOD_DAYS * 86_400_000, {
    path: ['from'],
    error: 'That is more than ten years: choose a shorter period.',
  });
export type IncidentTrendsInput = z.infer<typeof incidentTrendsInputSchema>;

const countSchema = z.number().int();

const exposureSchema = z.object({
  /** Weeks that had begun by now and of which anything is known. */
  weeks: z.number(),
  /** Deployments to production that count. Null: not known. */
  deployments: countSchema.nullable(),
  /** Merged, by people. Null: withheld, or not known. */
  pullRequests: countSchema.nullable(),
});

const severityCountsSchema = z.object(
  Object.fromEntries(severityKeys.map((key) => [key, countSchema])) as Record<
    (typeof severityKeys)[number],
    typeof countSchema
  >,
);

const countsShape = {
  /** Those that count: no duplicates, false alarms or drills. */
  incidents: countSchema,
  bySeverity: severityCountsSchema,
  byService: z.array(z.object({ service: z.string().nullable(), incidents: countSchema })),
  excluded: z.object(
    Object.fromEntries(exclusions.map((name) => [name, countSchema])) as Record<
      (typeof exclusions)[number],
      typeof countSchema
    >,
  ),
  exposure: exposureSchema,
};

const periodCountsSchema = z.object(countsShape);
export type PeriodCounts = z.infer<typeof periodCountsSchema>;

const bucketCountsSchema = z.object({
  start: z.string(),
  end: z.string(),
  /** It holds now: still filling. */
  isPartial: z.boolean(),
  ...countsShape,
});
export type IncidentBucket = z.infer<typeof bucketCountsSchema>;

const durationsShape = {
  n: countSchema,
  /** Seconds; null: fewer than 5 (B0.6). */
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  interval80: z.tuple([z.number(), z.number()]).nullable(),
  each: z.array(z.number()),
};
const durationsOfSchema = z.object(durationsShape);

export const durationTrendSchema = z.object({
  duration: z.enum(incidentDurations),
  buckets: z.array(durationsOfSchema),
  whole: durationsOfSchema,
  previous: durationsOfSchema,
  bySeverity: z.array(z.object({ severity: z.enum(severityKeys), ...durationsShape })),
  coverage: z.object({ of: countSchema, missing: countSchema }),
});
export type ShownDurationTrend = z.infer<typeof durationTrendSchema>;

const partSchema = z.object({
  incidents: countSchema,
  /** Sum of the weights of severities. */
  weighted: z.number(),
  exposure: exposureSchema,
  restore: durationsOfSchema,
  previous: z.object({ incidents: countSchema, weighted: z.number(), exposure: exposureSchema }),
});

export const incidentTrendsSchema = z.object({
  zone: z.string(),
  now: z.string(),
  /** Before this instant nothing of these repositories is known, and weeks do not count. Null: nothing is known at all. */
  knownSince: z.string().nullable(),
  buckets: z.array(bucketCountsSchema),
  whole: periodCountsSchema,
  previous: z.object({ from: z.string(), to: z.string(), whole: periodCountsSchema }),
  /** Incidents without any instant: they lie in no period. */
  undated: countSchema,
  durations: z.array(durationTrendSchema),
  /** Most incidents first. Null: incidents of which no service is known. */
  services: z.array(partSchema.extend({ service: z.string().nullable() })),
  /** By name. An incident may be several teams', and of no team's. */
  teams: z.array(partSchema.extend({ id: z.string(), handle: z.string(), name: z.string() })),
  ofNoTeam: countSchema,
  basis: z.object({
    incidents: metricBasisSchema,
    deployments: metricBasisSchema,
    pullRequests: metricBasisSchema,
  }),
  isSyncing: z.boolean(),
});
export type IncidentTrends = z.infer<typeof incidentTrendsSchema>;

/** Which of the incidents behind the numbers: all that began, those counted apart, or those with or without a duration. */
export const incidentParts = [
  'began',
  'excluded',
  'resolved',
  'open',
  ...(['with', 'without'] as const).flatMap((how) =>
    incidentDurations.map((duration) => `${how}-${duration}` as const),
  ),
] as const;
export type IncidentPart = (typeof incidentParts)[number];

export const incidentsBehindInputSchema = z
  .object({
    ...choiceShape,
    part: z.enum(incidentParts).default('began'),
    severity: z.enum([...severities, 'unknown']).optional(),
    limit: z.number().int().min(1).max(500).default(50),
  })
  .refine(({ from, to }) => from < to, endsAfterItBegins);
export type IncidentsBehindInput = z.infer<typeof incidentsBehindInputSchema>;
