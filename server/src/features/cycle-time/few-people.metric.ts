/** Fewer people whom the caller may not see one by one would be told apart by their total. */
export const fewestPeople = 3;

/** What is kept back of some totals that add up to a whole. */
export type Withheld = { cells: boolean[]; whole: boolean };

/**
 * `cells`: the people hidden from the caller behind each total. A total over one or two of them is withheld; so are as many
 * others as it takes that the whole, less what is told, is not about so few either.
 */
export function withholdFew(cells: readonly ReadonlySet<string>[]): Withheld {
  const isFew = (people: ReadonlySet<string>) => people.size > 0 && people.size < fewestPeople;
  const withheld = cells.map(isFew);
  const behind = () => unite(cells.filter((_, index) => withheld[index]));
  while (isFew(behind())) {
    const next = findSmallest(cells, withheld);
    if (next === null) {
      break;
    }
    withheld[next] = true;
  }
  return { cells: withheld, whole: isFew(unite(cells)) };
}

/**
 * The same for totals of which some lie within others, as a team lies within the one above it: what is left of a total
 * without those within it that are told is not about one or two people either. They need not add up to a whole.
 */
export function withholdNested(cells: readonly ReadonlySet<string>[]): boolean[] {
  const withheld = [...withholdFew(cells).cells];
  const isTold = (index: number) => withheld[index] === false;
  const isGivenAway = (people: ReadonlySet<string>, place: number) => {
    const within = cells.filter(
      (other, index) =>
        index !== place && isTold(index) && other.size > 0 && isWithin(other, people),
    );
    return [...within, unite(within)].some((told) => {
      const left = people.size - told.size;
      return left > 0 && left < fewestPeople;
    });
  };
  for (let isSettled = false; !isSettled; ) {
    const given = cells.findIndex((people, index) => isTold(index) && isGivenAway(people, index));
    isSettled = given === -1;
    if (!isSettled) {
      withheld[given] = true;
    }
  }
  return withheld;
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return some.size < all.size && [...some].every((one) => all.has(one));
}

/** The place of the total over the fewest people that is still told. Null: all of them are withheld, or about nobody. */
function findSmallest(
  cells: readonly ReadonlySet<string>[],
  withheld: readonly boolean[],
): number | null {
  let found: number | null = null;
  for (const [index, { size }] of cells.entries()) {
    const best = found === null ? Number.POSITIVE_INFINITY : (cells[found]?.size ?? 0);
    if (withheld[index] === false && size > 0 && size < best) {
      found = index;
    }
  }
  return found;
}

function unite(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((people) => [...people]));
}

/** One set of people for each of `length` places. */
export function gatherPeople(
  found: readonly { bucket: number; person: string }[],
  length: number,
): Set<string>[] {
  const cells = Array.from({ length }, () => new Set<string>());
  for (const { bucket, person } of found) {
    cells[bucket]?.add(person);
  }
  return cells;
}
