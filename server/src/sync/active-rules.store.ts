import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { lockDefinitionsShared } from '../db/definitions-lock.ts';
import {
  loadSettingsInForce,
  type RevisionOfSettings,
  rulesOf,
} from '../db/load-definition-settings.ts';
import type { Queryable } from '../db/queryable.types.ts';

/** Rules with the revision of the settings that they come from; 0: those of a fresh installation. */
export type RevisionOfRules = { revision: number; rules: FactRules };

/** The rules in force, and those that facts are being derived with at this time (null: none). */
export type ActiveRules = RevisionOfRules & { staged: RevisionOfRules | null };

/** Reads the rules; they stay in force until the transaction ends. */
export async function loadActiveRules(tx: Queryable): Promise<ActiveRules> {
  await lockDefinitionsShared(tx);
  const { active, staged } = await loadSettingsInForce(tx);
  return { ...withRules(active), staged: staged === null ? null : withRules(staged) };
}

function withRules({ revision, settings }: RevisionOfSettings): RevisionOfRules {
  return { revision, rules: rulesOf(settings) };
}
