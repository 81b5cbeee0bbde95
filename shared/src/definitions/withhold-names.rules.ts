import type { DefinitionSettings } from './definitions.schema.ts';
import { describeChange } from './describe-change.rules.ts';

const NOT_SHOWN = '(not shown)';

/** The settings for those who do not see everybody: without the logins and the names of repositories that they hold. */
export function withholdNames(settings: DefinitionSettings): DefinitionSettings {
  return {
    ...settings,
    authorClasses: { ...settings.authorClasses, entries: [] },
    exclusions: settings.exclusions.map((rule) =>
      rule.field === 'author' || rule.field === 'repository'
        ? { ...rule, pattern: NOT_SHOWN }
        : rule,
    ),
  };
}

/** Each difference as a sentence; what differs in withheld names alone is told without them. */
export function describeChangeWithoutNames(
  before: DefinitionSettings,
  after: DefinitionSettings,
): string[] {
  const told = describeChange(withholdNames(before), withholdNames(after));
  return describeChange(before, after).length > told.length
    ? [...told, 'A rule about accounts or repositories changed']
    : told;
}
