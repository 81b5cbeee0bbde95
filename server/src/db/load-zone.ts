import { organisationTimes } from '@bellwether/shared/definitions/apply-settings.rules';
import { loadSettingsInForce } from './load-definition-settings.ts';
import type { Queryable } from './queryable.types.ts';

/** The organisation's IANA zone: by its clock days, weeks and months begin (B0.8). */
export async function loadZone(db: Queryable): Promise<string> {
  const { active } = await loadSettingsInForce(db);
  return organisationTimes(active.settings).timeZone;
}
