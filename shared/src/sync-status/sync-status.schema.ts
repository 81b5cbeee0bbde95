import { z } from 'zod';

/** What is read from a repository, in the order in which it is listed. */
export const syncStreams = [
  'repository',
  'review-comments',
  'pull-requests',
  'review-requests',
  'issues',
  'deployments',
  'comparisons',
] as const;
export const syncStreamNameSchema = z.enum(syncStreams);
export type SyncStreamName = z.infer<typeof syncStreamNameSchema>;

export const syncStateSchema = z.enum(['idle', 'queued', 'syncing', 'failed', 'inaccessible']);
export type SyncState = z.infer<typeof syncStateSchema>;

export const syncStreamStatusSchema = z.object({
  stream: syncStreamNameSchema,
  state: syncStateSchema,
  /** Rows stored now. */
  stored: z.number(),
  /** GitHub's own total; null where it gives none. */
  total: z.number().nullable(),
  /** stored / total, 0..1; null where there is no total. */
  coverage: z.number().nullable(),
  cursor: z.string().nullable(),
  /** Things read in the running or last pass, and how many it expects (null: not known). */
  done: z.number(),
  expected: z.number().nullable(),
  /** Things a second, of the running pass; null when it is not running or has just begun. */
  perSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  lastSuccessAt: z.string().nullable(),
  /** When all of it was last compared with GitHub; null: never. */
  deepCheckedAt: z.string().nullable(),
  /** Plain words, and what to do (null: nothing but to wait). */
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      remedy: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
});
export type SyncStreamStatus = z.infer<typeof syncStreamStatusSchema>;

/** When a repository is read next. `now`: at once; `waiting`: asked for; `sweep`: by itself. */
export const nextRunSchema = z.object({
  kind: z.enum(['now', 'waiting', 'sweep']),
  /** Null: as soon as its turn comes. */
  at: z.string().nullable(),
});
export type NextRun = z.infer<typeof nextRunSchema>;

export const repositorySyncStatusSchema = z.object({
  repositoryId: z.string(),
  repository: z.string(),
  url: z.string(),
  connectionId: z.string(),
  connectionKind: z.enum(['token', 'app', 'sample']),
  isArchived: z.boolean(),
  state: syncStateSchema,
  historyFrom: z.string().nullable(),
  streams: z.array(syncStreamStatusSchema),
  /** The instant up to which GitHub was read completely; null: no pass was completed yet. */
  dataAsOf: z.string().nullable(),
  /** When a person stopped the reading; null: it is read. */
  pausedAt: z.string().nullable(),
  /** Since when GitHub shows it no more; null: it does. */
  inaccessibleSince: z.string().nullable(),
  /** Null: it is not read by itself now. */
  nextRun: nextRunSchema.nullable(),
  /** Merged pull requests of people without a known deployment; null: deployments are read, so nothing is missing for want of them. */
  undeployed: z.number().nullable(),
});
export type RepositorySyncStatus = z.infer<typeof repositorySyncStatusSchema>;

export const syncOverviewSchema = z.object({
  repositories: z.array(repositorySyncStatusSchema),
  /** Points of the last answer that told them; null before the first. */
  points: z
    .object({ spent: z.number(), remaining: z.number().nullable(), resetAt: z.string().nullable() })
    .nullable(),
});
export type SyncOverview = z.infer<typeof syncOverviewSchema>;

/** What to do next, and what it brings. */
export const nextStepSchema = z.object({
  /** `Let the token read deployments: lead time is missing for 212 pull requests` */
  text: z.string(),
  /** The page where it is done; null: there is nothing to do but wait. */
  to: z.enum(['/connections', '/deployments', '/sync']).nullable(),
  /** Pull requests that it brings or completes. */
  gain: z.number(),
});
export type NextStep = z.infer<typeof nextStepSchema>;

/** What a metric stands on: how complete and how fresh that is. */
export const metricBasisSchema = z.object({
  /** `insufficient`: under the floor, or nothing to count with; `unknown`: GitHub's total is not known. */
  level: z.enum(['enough', 'insufficient', 'unknown']),
  /** Pull requests that have all that the metric needs, and GitHub's total; null: not known. */
  covered: z.number().nullable(),
  total: z.number().nullable(),
  /** The oldest instant up to which what it needs was read completely; null: something was never read to its end. */
  dataAsOf: z.string().nullable(),
  /** Why it is insufficient, in a sentence; null: it is not. */
  reason: z.string().nullable(),
  /** The step that gains most; null: nothing is missing. */
  step: nextStepSchema.nullable(),
});
export type MetricBasis = z.infer<typeof metricBasisSchema>;

/** Ten minutes of asking GitHub through one connection. */
export const pointsSlotSchema = z.object({
  startsAt: z.string(),
  spent: z.number(),
  /** What GitHub said last in it; null: it did not say. */
  remaining: z.number().nullable(),
  limit: z.number().nullable(),
  resetAt: z.string().nullable(),
});
export type PointsSlot = z.infer<typeof pointsSlotSchema>;

/** One connection's allowance over the last 24 hours, earliest first; a slot without calls is not there. */
export const pointsBudgetSchema = z.object({
  connectionId: z.string(),
  kind: z.enum(['token', 'app', 'sample']),
  login: z.string().nullable(),
  slots: z.array(pointsSlotSchema),
});
export type PointsBudget = z.infer<typeof pointsBudgetSchema>;

/** What removing a repository deletes, in rows. */
export const repositoryRemovalSchema = z.object({
  repository: z.string(),
  pullRequests: z.number(),
  reviews: z.number(),
  /** In the conversation and on lines. */
  comments: z.number(),
  deployments: z.number(),
  issues: z.number(),
  incidents: z.number(),
  /** Incidents that other systems sent: they stay, without a repository. */
  incidentsKept: z.number(),
  /** Found through an App's installation, which would bring it back. */
  isDiscovered: z.boolean(),
});
export type RepositoryRemoval = z.infer<typeof repositoryRemovalSchema>;
