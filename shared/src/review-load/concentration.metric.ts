/** How work is spread over people (B12). Order plays no part; who did nothing may stand in the list as 0. */
export type Concentration = {
  /** The fewest people who hold half of it or more. Null: there is nothing. */
  absenceFactor: number | null;
  /** Σ share². Null: there is nothing. */
  hhi: number | null;
  /** 1 / hhi: so many people who did equal parts would be as concentrated. Null: there is nothing. */
  effective: number | null;
};

/** @param amounts one per person, none negative */
export function concentrationOf(amounts: readonly number[]): Concentration {
  const hhi = herfindahl(amounts);
  return {
    absenceFactor: absenceFactor(amounts),
    hhi,
    effective: hhi === null ? null : 1 / hhi,
  };
}

/** The smallest k such that the k largest amounts hold half of the sum or more. Null: the sum is 0. */
export function absenceFactor(amounts: readonly number[]): number | null {
  const total = sumOf(amounts);
  if (total === 0) {
    return null;
  }
  const rising = Float64Array.from(amounts).sort();
  let held = 0;
  let people = 0;
  while (held * 2 < total && people < rising.length) {
    people += 1;
    held += rising[rising.length - people] ?? 0;
  }
  return people;
}

/** Σ (amount / sum)². Null: the sum is 0. */
export function herfindahl(amounts: readonly number[]): number | null {
  const total = sumOf(amounts);
  const squares = amounts.reduce((sum, amount) => sum + amount * amount, 0);
  return total === 0 ? null : squares / (total * total);
}

const FEWEST_FOR_GINI = 4;

/**
 * Σ_i Σ_j |x_i − x_j| / (2 n² x̄): 0 where all did the same. `amounts` holds everybody eligible, those with 0 too: leaving them
 * out would understate it. Null: fewer than 4 people, or nothing was done.
 */
export function gini(amounts: readonly number[]): number | null {
  const n = amounts.length;
  const total = sumOf(amounts);
  if (n < FEWEST_FOR_GINI || total === 0) {
    return null;
  }
  // With the amounts in rising order the double sum is 2 Σ (2i − n − 1) x_i.
  const rising = Float64Array.from(amounts).sort();
  const weighted = rising.reduce(
    (sum, amount, index) => sum + (2 * (index + 1) - n - 1) * amount,
    0,
  );
  return weighted / (n * total);
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
