import type {
  DefinitionSettings,
  SettingsSnapshot,
} from '@bellwether/shared/definitions/definitions.schema';
import { describeSnapshot } from '@bellwether/shared/definitions/describe-change.rules';
import type { Clock } from '../app-context.ts';
import { lockDefinitions } from '../db/definitions-lock.ts';
import { loadSettingsInForce } from '../db/load-definition-settings.ts';
import type { Database } from '../db/open-database.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { makeSnapshot } from '../db/settings-snapshot.ts';
import { type NewestRevision, readNewestRevision, replaceDeriving } from './derive-facts.store.ts';

const LONGEST_NOTE = 200;

/**
 * Proposes the settings anew when what they read beside themselves is another by now: the calendar of a team, who is on it,
 * the public holidays (B13). What somebody cancelled, or what could not be worked out, is not proposed again.
 */
export async function refreshSettings(db: Database, clock: Clock): Promise<boolean> {
  if ((await findChange(db.pool, clock())) === null) {
    return false;
  }
  return await db.transaction(async (tx) => {
    await lockDefinitions(tx);
    const change = await findChange(tx, clock());
    if (change === null) {
      return false;
    }
    await replaceDeriving(tx, change, clock());
    return true;
  });
}

type Change = { settings: DefinitionSettings; note: string; createdBy: string | null };

async function findChange(db: Queryable, now: Date): Promise<Change | null> {
  const { active, staged } = await loadSettingsInForce(db);
  const { settings } = staged ?? active;
  const snapshot = await makeSnapshot(db, settings, now, settings.snapshot);
  if (isSame(snapshot, settings.snapshot)) {
    return null;
  }
  const newest = await readNewestRevision(db);
  if (wasRefused(newest, { ...settings, snapshot })) {
    return null;
  }
  const before = staged === null ? null : newest;
  const reasons = describeSnapshot(settings.snapshot, snapshot);
  const words = [before?.note ?? null, ...reasons].filter((word) => word !== null).join('; ');
  return {
    settings: { ...settings, snapshot },
    note: (words === '' ? 'Teams changed' : words).slice(0, LONGEST_NOTE),
    createdBy: before?.createdBy ?? null,
  };
}

function isSame(a: SettingsSnapshot, b: SettingsSnapshot): boolean {
  return canonical({ ...a, ageAsOf: null }) === canonical({ ...b, ageAsOf: null });
}

function wasRefused(newest: NewestRevision | null, settings: DefinitionSettings): boolean {
  return (
    newest !== null &&
    (newest.state === 'cancelled' || newest.state === 'failed') &&
    canonical(newest.settings) === canonical(settings)
  );
}

/** A database keeps the fields of an object in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
