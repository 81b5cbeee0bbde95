import type { Clock } from '../app-context.ts';
import { lockDefinitions } from '../db/definitions-lock.ts';
import { loadSettingsInForce } from '../db/load-definition-settings.ts';
import type { Database } from '../db/open-database.ts';
import { findGrownOld, keepAgeAsOf } from './derive-facts.store.ts';
import { saveFacts } from './facts.save.ts';

const DAY_MS = 86_400_000;
/** How often ages are looked at: they are counted in days. */
const EVERY_MS = 6 * 3_600_000;
const BATCH = 200;

/**
 * Looks at ages anew for the rules that ask for them (B14): open pull requests to which nothing happened for so many days
 * leave the metrics by then. What happens to one brings it back when it is read.
 */
export async function sweepAges(db: Database, clock: Clock): Promise<number> {
  const { active } = await loadSettingsInForce(db.pool);
  const now = clock();
  const { ageAsOf } = active.settings.snapshot;
  const days = active.settings.exclusions.flatMap(({ field, pattern }) =>
    field === 'age' ? [Number(pattern)] : [],
  );
  if (ageAsOf === null || days.length === 0) {
    return 0;
  }
  if (now.getTime() - Date.parse(ageAsOf) < EVERY_MS) {
    return 0;
  }
  await db.transaction(async (tx) => {
    await lockDefinitions(tx);
    await keepAgeAsOf(tx, active.revision, now);
  });
  const limit = new Date(now.getTime() - Math.min(...days) * DAY_MS);
  const ids = await findGrownOld(db.pool, limit);
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    await db.transaction((tx) => saveFacts(tx, batch));
  }
  return ids.length;
}
