import { formatCount, formatCountOf } from '../../format/number.ts';

/** Why a total is not told to somebody who sees no single person. */
export const WITHHELD = 'Withheld: fewer than three people stand behind it.';

/** A count, or a dash where it is withheld. */
export function countOrDash(n: number | null): string {
  return n === null ? '–' : formatCount(n);
}

/** `8 pull requests`, or that their number is withheld. */
export function countOfOrWithheld(n: number | null, noun: string): string {
  return n === null ? `${noun}s of fewer than three people` : formatCountOf(n, noun);
}
