import { type Delivery, loadDelivery } from '../../db/load-delivery.ts';
import type { DeliveryQuestion } from '../../db/load-deployment-facts.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** The links from the incidents of a period to deployments (B15), with what these are called. */
export async function loadLinks(
  db: Queryable,
  question: DeliveryQuestion,
): Promise<Pick<Delivery, 'links' | 'deployments'>> {
  const { links, deployments } = await loadDelivery(db, question);
  return { links, deployments };
}
