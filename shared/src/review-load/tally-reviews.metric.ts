import type { Instant } from '../time/instant.ts';
import { effortMinutesOf } from './effort.metric.ts';
import type { Done } from './load.metric.ts';

/** What the tally reads of a facts row; both lists are as long, earliest first. */
export type ReviewedChange = {
  size: number;
  reviewerIds: readonly string[];
  reviewedAts: readonly Date[];
};

/**
 * Per person the distinct pull requests with a review act of theirs in `[from, to)`, and their minutes (C21). `personOf` gives
 * the person of an account. By key.
 */
export function tallyReviews(
  changes: readonly ReviewedChange[],
  from: Instant,
  to: Instant,
  personOf: (accountId: string) => string = (accountId) => accountId,
): Done[] {
  const done = new Map<string, Done>();
  for (const change of changes) {
    const minutes = effortMinutesOf(change.size);
    for (const person of reviewersIn(change, from, to, personOf)) {
      const one = done.get(person) ?? { person, pullRequests: 0, effortMinutes: 0 };
      one.pullRequests += 1;
      one.effortMinutes += minutes;
      done.set(person, one);
    }
  }
  return [...done.values()].sort((a, b) => (a.person < b.person ? -1 : 1));
}

/** Whoever has a review act before `to` on one of them, by key (C21). */
export function eligibleBefore(
  changes: readonly ReviewedChange[],
  to: Instant,
  personOf: (accountId: string) => string = (accountId) => accountId,
): string[] {
  const people = changes.flatMap((change) => [
    ...reviewersIn(change, Number.NEGATIVE_INFINITY, to, personOf),
  ]);
  return [...new Set(people)].sort();
}

function reviewersIn(
  { reviewerIds, reviewedAts }: ReviewedChange,
  from: Instant,
  to: Instant,
  personOf: (accountId: string) => string,
): Set<string> {
  const people = new Set<string>();
  for (const [index, reviewerId] of reviewerIds.entries()) {
    const at = (reviewedAts[index]?.getTime() ?? Number.NaN) / 1000;
    if (at >= from && at < to) {
      people.add(personOf(reviewerId));
    }
  }
  return people;
}
