import { toldRuleNames } from '@bellwether/shared/definitions/withhold-names.rules';
import type { ExclusionRule } from '@bellwether/shared/pull-requests/exclusion.rules';

type Excluded = Readonly<Record<string, number>>;

/** What is left out, by the names that the caller may read: a list of single pull requests is often called after somebody. */
export function tellExcluded(
  excluded: Excluded,
  rules: readonly ExclusionRule[],
  seesNames: boolean,
): Record<string, number> {
  if (seesNames) {
    return { ...excluded };
  }
  const told = toldRuleNames(rules);
  return Object.fromEntries(
    Object.entries(excluded).map(([name, count]) => [told.get(name) ?? name, count]),
  );
}

/** The rule that the caller knows by this name; a name of no rule, such as that of a class, stays as it is. */
export function ruleCalled(
  name: string,
  rules: readonly ExclusionRule[],
  seesNames: boolean,
): string {
  if (seesNames) {
    return name;
  }
  return [...toldRuleNames(rules)].find(([, told]) => told === name)?.[0] ?? name;
}

/** Who made the rules that leave something out (B14), by name; nobody for a caller who does not see everybody. */
export function tellMakers(
  excluded: Excluded,
  rules: readonly ExclusionRule[],
  seesNames: boolean,
): Record<string, string> {
  return seesNames
    ? Object.fromEntries(
        rules.flatMap(({ name, by }) =>
          by !== null && Object.hasOwn(excluded, name) ? [[name, by]] : [],
        ),
      )
    : {};
}

/** Of the rules that leave something out, those that count it apart, by the names that the caller may read. */
export function tellApart(
  excluded: Excluded,
  rules: readonly ExclusionRule[],
  seesNames: boolean,
): string[] {
  const told = seesNames ? new Map<string, string>() : toldRuleNames(rules);
  return rules.flatMap(({ name, effect }) => {
    const shown = told.get(name) ?? name;
    return effect === 'separate' && Object.hasOwn(excluded, shown) ? [shown] : [];
  });
}
