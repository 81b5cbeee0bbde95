import {
  type DeliverySettings,
  freshDeliverySettings,
} from '@bellwether/shared/delivery/delivery-settings.schema';
import type { Queryable } from './queryable.types.ts';

/** How delivery is judged; what a fresh installation has where nobody chose. */
export async function loadDeliverySettings(db: Queryable): Promise<DeliverySettings> {
  const { rows } = await db.query<DeliverySettings>(
    `select bands_year as "bandsYear", suspected_hours as "suspectedHours", hotfix_labels as "hotfixLabels",
       hotfix_branches as "hotfixBranches", version from delivery_settings`,
  );
  return rows[0] ?? freshDeliverySettings;
}
