import type { ExclusionRule } from '../pull-requests/exclusion.rules.ts';
import { type DefinitionSettings, emptySnapshot } from './definitions.schema.ts';
import { describeChange } from './describe-change.rules.ts';

const NOT_SHOWN = '(not shown)';

/** The settings for those who do not see everybody: without the logins and the names of repositories that they hold. */
export function withholdNames(settings: DefinitionSettings): DefinitionSettings {
  return {
    ...settings,
    authorClasses: { ...settings.authorClasses, entries: [] },
    exclusions: settings.exclusions.map((rule, place) => ({
      ...rule,
      ...withheldOf(rule, place),
      by: null,
    })),
    snapshot: emptySnapshot,
  };
}

/** The names that rules have for those who do not see everybody, by their own: those that may be somebody's are withheld. */
export function toldRuleNames(rules: readonly ExclusionRule[]): Map<string, string> {
  return new Map(
    rules.map((rule, place) => [rule.name, withheldOf(rule, place).name ?? rule.name]),
  );
}

/** Of a list of pull requests it is told that it looks at repositories; its name may be somebody's. */
function withheldOf({ field }: ExclusionRule, place: number): Partial<ExclusionRule> {
  switch (field) {
    case 'author':
    case 'repository':
      return { pattern: NOT_SHOWN };
    case 'pull-request':
      return { name: `One by one ${place + 1}`, field: 'repository', pattern: NOT_SHOWN };
    default:
      return {};
  }
}

/** Each difference as a sentence; what differs in withheld names alone is told without them. */
export function describeChangeWithoutNames(
  before: DefinitionSettings,
  after: DefinitionSettings,
): string[] {
  const told = describeChange(withholdNames(before), withholdNames(after));
  return describeChange(before, after).length > told.length
    ? [...told, 'A rule about accounts, teams or repositories changed']
    : told;
}
