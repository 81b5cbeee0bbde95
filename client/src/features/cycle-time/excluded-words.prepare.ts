import type { DurationSummary } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { formatCount } from '../../format/number.ts';
import { countOfOrWithheld } from './withheld-words.prepare.ts';

/** Classes of authors as they stand after a count; a rule has the name that people gave it. */
const classWords = new Map([
  ['bot', 'bot'],
  ['ai_reviewer', 'AI reviewer'],
  ['service', 'service account'],
  ['ghost', 'deleted account'],
]);

/** How many are counted, and what is left out, most first: `31 excluded (24 bot, 7 Release trains)`; null: nothing is (B14). */
export function countedWords({ n, excluded }: Pick<DurationSummary, 'n' | 'excluded'>): {
  counted: string;
  leftOut: string | null;
} {
  const parts = Object.entries(excluded).sort(
    ([nameA, a], [nameB, b]) => b - a || nameA.localeCompare(nameB),
  );
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  const listed = parts.map(
    ([name, count]) => `${formatCount(count)} ${classWords.get(name) ?? name}`,
  );
  return {
    counted: countOfOrWithheld(n, 'pull request'),
    leftOut: total === 0 ? null : `${formatCount(total)} excluded (${listed.join(', ')})`,
  };
}
