import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import type { AppContext } from '../../app-context.ts';
import { countDelivery } from './delivery.store.ts';

export async function readDelivery(app: AppContext): Promise<DeliveryOverview> {
  return { count: await countDelivery(app.db.pool) };
}
