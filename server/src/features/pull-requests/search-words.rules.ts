/** One word of a search: a number (`#12`, `12`), or a piece of a title, login or repository. */
export type SearchWord = { text: string; number: number | null };

const LARGEST_NUMBER = 2_147_483_647;

/** All words must be found. Upper and lower case are the same; no character has a meaning of its own but `#`. */
export function readSearch(search: string): SearchWord[] {
  return search
    .split(/\s+/u)
    .filter((word) => word !== '' && word !== '#')
    .map((text) => ({ text, number: readNumber(text) }));
}

/** The same text for SQL's `ilike`, to be found anywhere: its own signs are taken as they are. */
export function likeAnywhere(text: string): string {
  return `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
}

function readNumber(word: string): number | null {
  const digits = /^#?(\d{1,10})$/u.exec(word)?.[1];
  const number = Number(digits);
  return digits === undefined || number > LARGEST_NUMBER ? null : number;
}
