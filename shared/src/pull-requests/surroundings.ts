import { type Instant, instantOf } from '../time/instant.ts';
import type { ComplexityRules } from './complexity.rules.ts';

/** What is stored of the repository around a pull request. */
export type Surroundings = {
  /** Who changed one of its files in another pull request, and when that was merged; one for each file. */
  changes: readonly { path: string; person: string; mergedAt: Date }[];
  /** Real incidents of its repository: when each was first known of, and when it was over (null: it is not). */
  incidents: readonly { knownAt: Date; endedAt: Date | null }[];
};

/** What the moment adds to the complexity of a change (B10). */
export type SurroundingFactor = {
  /** few-people: files that few people know; open-incident: an incident that was open in its repository. */
  kind: 'few-people' | 'open-incident';
  points: number;
  /** Files, or incidents. */
  amount: number;
  /** Paths, the first by name, at most three. */
  examples: string[];
};

const MOST_EXAMPLES = 3;

/**
 * Knowledge risk and incidents, as they were at `asOf`, when it was ready for review: nothing that came later plays a part. A file
 * is known to few when it was changed often enough before to say so, and by few people; a new one is known to nobody yet, and no
 * risk. Each adds its points once, however many files or incidents there are.
 */
export function readSurroundings(
  { changes, incidents }: Surroundings,
  paths: readonly string[],
  asOf: Instant,
  { surroundings: rules }: Pick<ComplexityRules, 'surroundings'>,
): SurroundingFactor[] {
  const known = knownByPath(changes, asOf);
  const risky = paths.filter((path) => {
    const people = known.get(path) ?? [];
    return people.length >= rules.fewestChanges && new Set(people).size <= rules.fewPeople;
  });
  const open = incidents.filter(
    ({ knownAt, endedAt }) =>
      instantOf(knownAt) <= asOf && (endedAt === null || instantOf(endedAt) > asOf),
  );
  const factors: SurroundingFactor[] = [
    {
      ...{ kind: 'few-people', points: rules.fewPeopleWeight, amount: risky.length },
      examples: risky.toSorted().slice(0, MOST_EXAMPLES),
    },
    { kind: 'open-incident', points: rules.incidentWeight, amount: open.length, examples: [] },
  ];
  return factors.filter(({ amount, points }) => amount > 0 && points > 0);
}

/** Who changed each file before, once for each time. */
function knownByPath(changes: Surroundings['changes'], asOf: Instant): Map<string, string[]> {
  const known = new Map<string, string[]>();
  for (const { path, person, mergedAt } of changes) {
    if (instantOf(mergedAt) < asOf) {
      const people = known.get(path);
      if (people === undefined) {
        known.set(path, [person]);
      } else {
        people.push(person);
      }
    }
  }
  return known;
}
