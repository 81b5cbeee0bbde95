import { z } from 'zod';

/** What the page shows. */
export const agreementsOverviewSchema = z.object({
  count: z.number().int(),
});
export type AgreementsOverview = z.infer<typeof agreementsOverviewSchema>;
