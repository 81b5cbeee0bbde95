import type { RepositoryReading } from '@bellwether/shared/sync-status/reading.types';
import { type Delivery, loadDelivery } from '../../db/load-delivery.ts';
import type { DeliveryQuestion } from '../../db/load-deployment-facts.ts';
import { loadReadings } from '../../db/load-readings.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** The deployments of a period, judged, with what they are linked to (B15). */
export async function readDeliveries(db: Queryable, question: DeliveryQuestion): Promise<Delivery> {
  return await loadDelivery(db, question);
}

/** How far each of the repositories (null: all) was read. */
export async function readReadings(
  db: Queryable,
  repositories: readonly string[] | null,
): Promise<RepositoryReading[]> {
  return await loadReadings(db, repositories);
}
