import { applySettings } from '@bellwether/shared/definitions/apply-settings.rules';
import {
  type DefinitionSettings,
  definitionSettingsSchema,
  freshSettings,
} from '@bellwether/shared/definitions/definitions.schema';
import { defaultFactRules, type FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type { Queryable } from './queryable.types.ts';

/** Revision 0: those of a fresh installation. */
export type RevisionOfSettings = { revision: number; settings: DefinitionSettings };

/** Settings that count, and those that facts are being derived with (null: none are). */
export type SettingsInForce = { active: RevisionOfSettings; staged: RevisionOfSettings | null };

export async function loadSettingsInForce(db: Queryable): Promise<SettingsInForce> {
  const { rows } = await db.query<{ revision: number; settings: unknown; state: string }>(
    `select revision, settings, state from definition_settings
     where state in ('active', 'deriving') order by revision desc`,
  );
  const find = (state: string): RevisionOfSettings | null => {
    const row = rows.find((one) => one.state === state);
    return row === undefined
      ? null
      : { revision: row.revision, settings: definitionSettingsSchema.parse(row.settings) };
  };
  return {
    active: find('active') ?? { revision: 0, settings: freshSettings },
    staged: find('deriving'),
  };
}

export function rulesOf(settings: DefinitionSettings): FactRules {
  return applySettings(defaultFactRules, settings);
}

/** The rules that the stored facts follow. */
export async function loadRulesInForce(db: Queryable): Promise<FactRules> {
  return rulesOf((await loadSettingsInForce(db)).active.settings);
}
