import { z } from 'zod';

export const jobStateSchema = z.enum(['waiting', 'running', 'retrying', 'done', 'failed']);
export type JobState = z.infer<typeof jobStateSchema>;

/** A piece of work that the server does by itself. */
export const jobSummarySchema = z.object({
  id: z.string(),
  /** The kind of work: `pass`, `pull-request`, `deep-check`, `discover`, `sweep`, `derive-facts` … */
  name: z.string(),
  /** What it is about, in words: `octo-org/api`, `octo-org/api#12`. Null: nothing in particular. */
  subject: z.string().nullable(),
  state: jobStateSchema,
  /** Who asked: `person`, `webhook`, `sweep` … Null: nobody in particular. */
  reason: z.string().nullable(),
  /** How often it was begun again after a failure. */
  retries: z.number().int(),
  createdAt: z.string(),
  /** Not before this; null: at once. */
  startAfter: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Why it failed last, in plain words. Null: it did not. */
  error: z.string().nullable(),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;
