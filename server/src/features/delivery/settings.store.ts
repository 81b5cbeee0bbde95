import type { DeliverySettings } from '@bellwether/shared/delivery/delivery-settings.schema';
import { loadDeliverySettings } from '../../db/load-delivery-settings.ts';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** False: they are of another version by now. */
export async function storeSettings(
  { pool }: Pick<Database, 'pool'>,
  settings: DeliverySettings,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into delivery_settings as s (bands_year, suspected_hours, hotfix_labels, hotfix_branches, version, changed_at)
     select $1, $2, $3, $4, $5::int + 1, $6 where $5 = 0 or exists (select from delivery_settings)
     on conflict (is_the_only_one) do update set bands_year = excluded.bands_year,
       suspected_hours = excluded.suspected_hours, hotfix_labels = excluded.hotfix_labels,
       hotfix_branches = excluded.hotfix_branches, version = excluded.version, changed_at = excluded.changed_at
     where s.version = $5`,
    [
      ...[settings.bandsYear, settings.suspectedHours, settings.hotfixLabels],
      ...[settings.hotfixBranches, settings.version, now],
    ],
  );
  return rowCount === 1;
}

/** Those in force; without any row the fresh ones. */
export async function loadSettings(db: Queryable): Promise<DeliverySettings> {
  return await loadDeliverySettings(db);
}

export async function loadRepositoryIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select id from repositories order by id');
  return rows.map(({ id }) => id);
}
