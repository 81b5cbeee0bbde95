import type { Parameters } from '../../db/pull-request-conditions.ts';
import { likeAnywhere, type SearchWord } from './search-words.rules.ts';

/** SQL that is true where a word is found: in the title, login or name of `p`, `a`, `r`, or as the number of `f`. */
export function findWord({ text, number }: SearchWord, parameters: Parameters): string {
  const like = `ilike ${parameters.add(likeAnywhere(text))}`;
  const places = [`p.title ${like}`, `a.login ${like}`, `r.owner || '/' || r.name ${like}`];
  if (number !== null) {
    places.push(`f.number = ${parameters.add(number)}::int`);
  }
  return `(${places.join(' or ')})`;
}
