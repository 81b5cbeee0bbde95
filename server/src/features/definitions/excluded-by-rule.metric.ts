import type { ExcludedByRule } from '@bellwether/shared/definitions/definitions-answers.schema';
import { classifyAccount } from '@bellwether/shared/pull-requests/author-class.rules';
import {
  type ExclusionSubject,
  findExclusion,
} from '@bellwether/shared/pull-requests/exclusion.rules';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';

/** A pull request as the rules look at it, before its author has a class; a null type is a deleted account. */
export type ListedSubject = Omit<ExclusionSubject, 'authorClass'> & {
  id: string;
  authorType: string | null;
};

const MOST_EXAMPLES = 20;

/** How many of the pull requests each rule is the first to fit, with the first few of them; one entry per rule (B14). */
export function tellExcluded(
  subjects: Iterable<ListedSubject>,
  rules: FactRules,
): ExcludedByRule[] {
  const byName = new Map(
    rules.exclusions.map(({ name, effect }): [string, ExcludedByRule] => [
      name,
      { name, effect, pullRequests: 0, open: 0, examples: [] },
    ]),
  );
  for (const subject of subjects) {
    const told = byName.get(findExclusion(withClass(subject, rules), rules)?.name ?? '');
    if (told !== undefined) {
      told.pullRequests += 1;
      told.open += subject.isOpen ? 1 : 0;
      if (told.examples.length < MOST_EXAMPLES) {
        const { id, repository, number, title } = subject;
        told.examples.push({ id, repository, number, title });
      }
    }
  }
  return [...byName.values()];
}

function withClass(
  { authorType, ...subject }: ListedSubject,
  { authorClasses }: FactRules,
): ExclusionSubject {
  const { authorLogin: login } = subject;
  const account = login === null || authorType === null ? null : { login, type: authorType };
  return { ...subject, authorClass: classifyAccount(account, authorClasses) };
}
