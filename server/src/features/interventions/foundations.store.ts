import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type { RepositoryReading } from '@bellwether/shared/sync-status/reading.types';
import { loadRulesInForce } from '../../db/load-definition-settings.ts';
import { type Delivery, loadDelivery } from '../../db/load-delivery.ts';
import type { DeliveryQuestion } from '../../db/load-deployment-facts.ts';
import { loadReadings } from '../../db/load-readings.ts';
import { loadZone } from '../../db/load-zone.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** What the page of delivery shows of a period, so that an effect on it counts the same. */
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

/** The rules that the stored facts follow. */
export async function readRules(db: Queryable): Promise<FactRules> {
  return await loadRulesInForce(db);
}

/** The organisation's zone: by its clock days begin (B0.8). */
export async function readZone(db: Queryable): Promise<string> {
  return await loadZone(db);
}
