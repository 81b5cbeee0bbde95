import { fewestPeople, withholdFew } from '../cycle-time/few-people.metric.ts';

type Seen = { hiddenOf(keys: Iterable<string>): Set<string> };

/** Whether one or two people whom the caller may not see would be told apart by a total of these. */
export function isTooFew(keys: Iterable<string>, crowd: Seen): boolean {
  const { size } = crowd.hiddenOf(keys);
  return size > 0 && size < fewestPeople;
}

/** Which of several totals that add up are withheld; `cells`: the hidden people behind each. */
export function withheldBuckets(cells: readonly ReadonlySet<string>[]): boolean[] {
  return withholdFew(cells).cells;
}
