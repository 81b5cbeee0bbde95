import { touchedAlone } from '@bellwether/shared/definitions/touched-alone.rules';
import { loadSettingsInForce, rulesOf } from '../db/load-definition-settings.ts';
import { loadPullRequestHistories } from '../db/load-pull-request-histories.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { findListed, hasOtherFacts, takeOverFacts } from './derive-listed.store.ts';
import { deriveRows, factsTable } from './facts.save.ts';
import { upsertRows } from './upsert.ts';

/** More are derived as all are, beside the numbers in force. */
const MOST_LISTED = 200;

/**
 * Derives those pull requests alone that settings name one by one, where nothing else differs from the settings in force:
 * all others keep their facts under the new revision (B14). False: nothing was done, since more than those may differ.
 * Call it in a transaction that holds the definitions.
 */
export async function deriveListed(tx: Queryable, revision: number): Promise<boolean> {
  const { active, staged } = await loadSettingsInForce(tx);
  const listed =
    staged?.revision === revision ? touchedAlone(active.settings, staged.settings) : null;
  if (staged === null || listed === null || listed.length > MOST_LISTED) {
    return false;
  }
  if (await hasOtherFacts(tx, active.revision)) {
    return false;
  }
  const ids = await findListed(tx, listed);
  const rules = rulesOf(staged.settings);
  const histories = await loadPullRequestHistories(tx, ids);
  await upsertRows(tx, factsTable, deriveRows(histories, { revision, rules }));
  await takeOverFacts(tx, active.revision, revision);
  return true;
}
