import { tierOf } from './complexity.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { makeStep } from './receipt-words.ts';
import { readSurroundings, type SurroundingFactor, type Surroundings } from './surroundings.ts';
import type { Tier } from './tier.ts';

const tierWords: Readonly<Record<Tier, string>> = {
  light: 'a light review',
  standard: 'a standard review',
  deep: 'a deep review',
};

/**
 * What the moment added to the complexity (B10): files that few people know, and an open incident. It is worked out when it is
 * read, by what was known when it was ready for review: the stored complexity and its tier are of the change alone.
 */
export function explainSurroundings(
  reading: PullRequestReading,
  surroundings: Surroundings,
): Receipt {
  const { rules, size, complexity, history, spells, createdAt } = reading;
  const excluded = new Set(size.excluded.map(({ path }) => path));
  const paths = history.files.map(({ path }) => path).filter((path) => !excluded.has(path));
  const asOf = spells.readyAt ?? createdAt;
  const factors = readSurroundings(surroundings, paths, asOf, rules.complexity);
  const points = factors.reduce((sum, factor) => sum + factor.points, 0);
  const together = Math.round((complexity.complexity + points) * 100) / 100;
  const tier = tierWords[tierOf(together, rules.complexity)];
  return {
    ...{ metric: 'surroundings', label: 'Risk around it', unit: 'points', value: points },
    ...{ clock: null, rule: 'B10', whyNull: null },
    steps: [
      ...factors.map((factor) => sayFactor(reading, factor)),
      ...(factors.length === 0
        ? []
        : [
            makeStep(
              null,
              `With its complexity: ${together}, which asks for ${tier}`,
              'info',
              'B10',
            ),
          ]),
    ],
    arithmetic:
      factors.length === 0
        ? 'No file of it was known to few people alone, and no incident was open when it was ready'
        : `${factors.map((factor) => factor.points).join(' + ')} = ${points}`,
  };
}

function sayFactor({ rules }: PullRequestReading, factor: SurroundingFactor): ReceiptStep {
  const { kind, amount, points, examples } = factor;
  const { fewPeople, fewestChanges } = rules.complexity.surroundings;
  if (kind === 'open-incident') {
    const what = amount === 1 ? 'An incident was' : `${amount} incidents were`;
    const text = `${what} open in this repository when it was ready: ${points}`;
    return makeStep(null, text, 'info', 'B10');
  }
  const more = amount - examples.length;
  const listed = `${examples.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const people = fewPeople === 1 ? 'one person alone' : `${fewPeople} people at most`;
  const files = `${amount} ${amount === 1 ? 'file' : 'files'}`;
  const text = `${files} that ${people} had changed, ${fewestChanges} times or more: ${points} (${listed})`;
  return makeStep(null, text, 'info', 'B10');
}
