import { ascending, percentile } from '../stats/percentile.ts';
import { seededRandom } from './seeded-random.ts';

/** A change of the period that got its first review, and who would have been next. Waiting times in seconds, all hours. */
export type FirstReview = {
  reviewer: string;
  pickupSeconds: number;
  /** When the next other person reviewed it, counted from the same beginning. Null: nobody else did. */
  nextSeconds: number | null;
};

export type PickupWithout = {
  /** First reviews in the period, and those that the person gave. */
  n: number;
  byPerson: number;
  /** Of theirs: those that somebody else reviewed later on, whose time is taken; the rest draws from the others' times. */
  replaced: number;
  /** Others who gave first reviews here. */
  othersLeft: number;
  medianSeconds: number | null;
  /** The median without them, and its 80 % interval by bootstrap. Null: fewer than 5, or nobody is left. */
  projectedSeconds: number | null;
  interval80: [low: number, high: number] | null;
};

const FEWEST = 5;
export const ROUNDS = 400;

/**
 * What the median time to the first review would have been without one person. Where they came first and somebody else
 * reviewed too, that next review counts; where nobody else did, a time is drawn from those of the other reviewers. Each round draws as
 * many changes as there were, with replacement; the same `seed` gives the same answer.
 */
export function pickupWithout(
  reviews: readonly FirstReview[],
  person: string,
  seed: number,
): PickupWithout {
  const own = reviews.filter(({ reviewer }) => reviewer === person);
  const others = reviews.filter(({ reviewer }) => reviewer !== person);
  const known = own.flatMap(({ nextSeconds }) => nextSeconds ?? []);
  const pool = [...others.map(({ pickupSeconds }) => pickupSeconds), ...known];
  const n = reviews.length;
  const isEnough = n >= FEWEST && pool.length > 0;
  const medians = isEnough ? bootstrap(reviews, person, pool, seededRandom(seed)) : [];
  const low = percentile(medians, 0.1);
  const high = percentile(medians, 0.9);
  return {
    ...{ n, byPerson: own.length, replaced: known.length },
    othersLeft: new Set(others.map(({ reviewer }) => reviewer)).size,
    medianSeconds:
      n < FEWEST ? null : percentile(ascending(reviews.map((one) => one.pickupSeconds)), 0.5),
    projectedSeconds: percentile(medians, 0.5),
    interval80: low === null || high === null ? null : [low, high],
  };
}

/** The median of each round, ascending. */
function bootstrap(
  reviews: readonly FirstReview[],
  person: string,
  pool: readonly number[],
  random: () => number,
): number[] {
  const draw = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const medians: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const times: number[] = [];
    for (let place = 0; place < reviews.length; place += 1) {
      const one = draw(reviews);
      if (one !== undefined) {
        times.push(timeWithout(one, person, () => draw(pool) ?? one.pickupSeconds));
      }
    }
    medians.push(percentile(ascending(times), 0.5) ?? 0);
  }
  return ascending(medians);
}

function timeWithout(one: FirstReview, person: string, drawTime: () => number): number {
  return one.reviewer === person ? (one.nextSeconds ?? drawTime()) : one.pickupSeconds;
}
