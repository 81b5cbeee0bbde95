import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { loadSettingsInForce, rulesOf } from '../../db/load-definition-settings.ts';
import type { Database } from '../../db/open-database.ts';

/** What the stored facts follow, so that what is worked out at read time agrees with them. */
export async function loadDefinitions(
  db: Pick<Database, 'pool'>,
): Promise<{ rules: FactRules; revision: number }> {
  const { active } = await loadSettingsInForce(db.pool);
  return { rules: rulesOf(active.settings), revision: active.revision };
}
