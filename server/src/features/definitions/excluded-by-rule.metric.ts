import type { ExcludedByRule } from '@bellwether/shared/definitions/definitions-answers.schema';
import {
  type ExclusionRule,
  type ExclusionSubject,
  findExclusion,
} from '@bellwether/shared/pull-requests/exclusion.rules';

export type MergedSubject = ExclusionSubject & { id: string; number: number };

const MOST_EXAMPLES = 3;

/** How many of the pull requests each rule is the first to fit, with the first few of them; one entry per rule (B14). */
export function tellExcluded(
  subjects: Iterable<MergedSubject>,
  rules: readonly ExclusionRule[],
): ExcludedByRule[] {
  const byName = new Map(
    rules.map(({ name }): [string, ExcludedByRule] => [
      name,
      { name, pullRequests: 0, examples: [] },
    ]),
  );
  for (const subject of subjects) {
    const told = byName.get(findExclusion(subject, rules) ?? '');
    if (told !== undefined) {
      told.pullRequests += 1;
      if (told.examples.length < MOST_EXAMPLES) {
        const { id, repository, number, title } = subject;
        told.examples.push({ id, repository, number, title });
      }
    }
  }
  return [...byName.values()];
}
