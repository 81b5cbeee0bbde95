import { z } from 'zod';

/** What the page shows. */
export const interventionsOverviewSchema = z.object({
  count: z.number().int(),
});
export type InterventionsOverview = z.infer<typeof interventionsOverviewSchema>;
