import { bucketSizeSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import {
  daySchema,
  pullRequestFilterSchema,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { z } from 'zod';

/** What waits, waits now: the filter without its period. Empty lists mean "all". */
export const waitingInputSchema = z.object({
  repositories: pullRequestFilterSchema.shape.repositories,
  authors: pullRequestFilterSchema.shape.authors,
  baseBranches: pullRequestFilterSchema.shape.baseBranches,
  labels: pullRequestFilterSchema.shape.labels,
  teams: pullRequestFilterSchema.shape.teams,
  sizes: pullRequestFilterSchema.shape.sizes,
  tiers: pullRequestFilterSchema.shape.tiers,
  aiAssisted: pullRequestFilterSchema.shape.aiAssisted,
  authorClasses: pullRequestFilterSchema.shape.authorClasses,
});
export type WaitingInput = z.infer<typeof waitingInputSchema>;

export const reviewCoverageInputSchema = z.object({
  filter: pullRequestFilterSchema,
  bucket: bucketSizeSchema.default('week'),
});
export type ReviewCoverageInput = z.infer<typeof reviewCoverageInputSchema>;

/** `[from, to)` in whole days; no repositories: all. */
export const annotationsInputSchema = z.object({
  from: daySchema,
  to: daySchema,
  repositories: pullRequestFilterSchema.shape.repositories,
});
export type AnnotationsInput = z.infer<typeof annotationsInputSchema>;
