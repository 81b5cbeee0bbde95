import { deliveryOverviewSchema } from '@bellwether/shared/delivery/delivery.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import { readDelivery } from './delivery.service.ts';

export const deliveryRouter = router({
  overview: procedure('delivery.read')
    .output(deliveryOverviewSchema)
    .query(({ ctx }) => readDelivery(ctx.app)),
});
