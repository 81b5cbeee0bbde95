import type { DurationSummary } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { exclusionWords, type RuleMakers } from '@bellwether/shared/definitions/exclusion-words';
import { formatCount } from '../../format/number.ts';
import { countOfOrWithheld } from './withheld-words.prepare.ts';

/** One reason for which some are left out: the name of a rule or class, and its words, `24 bot`. */
export type LeftOut = { name: string; words: string };

export type CountedWords = {
  /** `212 pull requests`: those that are left out among them. */
  found: string;
  /** `31 excluded`, and the reasons, most first; null: nothing is (B14). */
  groups: { words: string; reasons: LeftOut[] }[];
};

/**
 * How many there are, what is left out, and what is counted apart; `apart`: the names of the rules that do so; `makers`: who
 * made each rule, by its name.
 */
export function countedWords(
  { n, excluded }: Pick<DurationSummary, 'n' | 'excluded'>,
  apart: readonly string[],
  makers: RuleMakers = {},
): CountedWords {
  const names = Object.keys(excluded);
  const group = (word: string, own: readonly string[]) => {
    const total = own.reduce((sum, name) => sum + (excluded[name] ?? 0), 0);
    return total === 0
      ? []
      : [
          {
            words: `${formatCount(total)} ${word}`,
            reasons: prepareReasons(own, excluded, makers),
          },
        ];
  };
  const found = exclusionWords({ counted: n ?? 0, excluded }).found;
  return {
    found: n === null ? countOfOrWithheld(n, 'pull request') : found,
    groups: [
      ...group(
        'excluded',
        names.filter((name) => !apart.includes(name)),
      ),
      ...group(
        'apart',
        names.filter((name) => apart.includes(name)),
      ),
    ],
  };
}

function prepareReasons(
  names: readonly string[],
  excluded: Readonly<Record<string, number>>,
  makers: RuleMakers,
): LeftOut[] {
  return [...names]
    .sort((a, b) => (excluded[b] ?? 0) - (excluded[a] ?? 0) || a.localeCompare(b, 'en'))
    .map((name) => ({ name, words: wordsOf(name, excluded[name] ?? 0, makers) }));
}

/** As the definitions say it: `24 bot`. */
function wordsOf(name: string, count: number, makers: RuleMakers): string {
  const { excluded } = exclusionWords({ counted: 0, excluded: { [name]: count } }, {}, makers);
  return excluded?.slice(excluded.indexOf('(') + 1, -1) ?? `${formatCount(count)} ${name}`;
}
