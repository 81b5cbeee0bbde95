import { z } from 'zod';

/** What the page shows. */
export const deliveryOverviewSchema = z.object({
  count: z.number().int(),
});
export type DeliveryOverview = z.infer<typeof deliveryOverviewSchema>;
