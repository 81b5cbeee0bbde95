import { z } from 'zod';

/** What the page shows. */
export const savedViewsOverviewSchema = z.object({
  count: z.number().int(),
});
export type SavedViewsOverview = z.infer<typeof savedViewsOverviewSchema>;
