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
  /** Plain words, and what to do. */
  error: z.object({ code: z.string(), message: z.string(), at: z.string() }).nullable(),
});
export type SyncStreamStatus = z.infer<typeof syncStreamStatusSchema>;

export const repositorySyncStatusSchema = z.object({
  repositoryId: z.string(),
  repository: z.string(),
  connectionId: z.string(),
  connectionKind: z.enum(['token', 'sample']),
  state: syncStateSchema,
  historyFrom: z.string().nullable(),
  streams: z.array(syncStreamStatusSchema),
  /** The instant up to which GitHub was read completely; null: no pass was completed yet. */
  dataAsOf: z.string().nullable(),
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
