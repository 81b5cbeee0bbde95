import { type ExclusionRule, listedPullRequests } from '../pull-requests/exclusion.rules.ts';
import type { DefinitionSettings } from './definitions.schema.ts';

/**
 * The pull requests that alone may count otherwise by other settings: those that rules name one by one, where nothing else
 * differs (B14). `owner/name#12` in lower case. Null: others may too, or nothing differs. Rules by age look at the clock, so
 * with one of them all are looked at.
 */
export function touchedAlone(
  before: DefinitionSettings,
  after: DefinitionSettings,
): string[] | null {
  const rules = [...before.exclusions, ...after.exclusions];
  const isElsewhere =
    JSON.stringify(otherThanLists(before)) !== JSON.stringify(otherThanLists(after));
  const isSame = JSON.stringify(before.exclusions) === JSON.stringify(after.exclusions);
  if (isElsewhere || isSame || rules.some(({ field }) => field === 'age')) {
    return null;
  }
  return [
    ...new Set(rules.filter(isList).flatMap(({ pattern }) => listedPullRequests(pattern))),
  ].sort();
}

function isList({ field }: ExclusionRule): boolean {
  return field === 'pull-request';
}

/** Everything that pull requests which no rule names follow: who made a rule is not among it. */
function otherThanLists(settings: DefinitionSettings): DefinitionSettings {
  return {
    ...settings,
    exclusions: settings.exclusions
      .filter((rule) => !isList(rule))
      .map((rule) => ({ ...rule, by: null })),
  };
}
