import { z } from 'zod';

/** What the page shows. */
export const reviewLoadOverviewSchema = z.object({
  count: z.number().int(),
});
export type ReviewLoadOverview = z.infer<typeof reviewLoadOverviewSchema>;
