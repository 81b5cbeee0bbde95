import type { PullRequestFacts } from '../pull-requests/pull-request-facts.ts';

/** How many pull requests are not counted, by the name of the rule or else by the class of their authors (B1, B14, C20). */
export type Excluded = Record<string, number>;

/** As what a row is left out of the numbers: the rule that names it, else the class of its author. Null: it counts. */
export function leftOutAs({
  authorClass,
  exclusion,
}: Pick<PullRequestFacts, 'authorClass' | 'exclusion'>): string | null {
  return exclusion ?? (authorClass === 'human' ? null : authorClass);
}

/** Adds to the count of a name, whatever word it is: `constructor` too begins at none. */
export function addExcluded(excluded: Excluded, name: string, count: number): void {
  excluded[name] = (Object.hasOwn(excluded, name) ? (excluded[name] ?? 0) : 0) + count;
}
