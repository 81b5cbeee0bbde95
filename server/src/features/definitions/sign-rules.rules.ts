import type { ExclusionRule } from '@bellwether/shared/pull-requests/exclusion.rules';

/**
 * The rules with the names of who made them: what a rule says is signed by whoever wrote it last, and nobody signs in
 * another one's name.
 */
export function signRules(
  wanted: readonly ExclusionRule[],
  current: readonly ExclusionRule[],
  by: string | null,
): ExclusionRule[] {
  return wanted.map((rule) => {
    const known = current.find((one) => saysTheSame(one, rule));
    return { ...rule, by: known === undefined ? by : known.by };
  });
}

function saysTheSame(a: ExclusionRule, b: ExclusionRule): boolean {
  return (
    a.name === b.name &&
    a.field === b.field &&
    a.pattern === b.pattern &&
    a.effect === b.effect &&
    a.teamId === b.teamId
  );
}
