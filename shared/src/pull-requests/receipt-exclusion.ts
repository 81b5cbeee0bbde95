import type { AuthorClass } from './author-class.rules.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { makeStep } from './receipt-words.ts';

/** Whether the metrics count it, and if not, by which rule or class it is left out (B1, B14). */
export function explainExclusion(
  { rules }: PullRequestReading,
  { exclusion, exclusionEffect, authorClass }: PullRequestFacts,
): Receipt {
  const by = rules.exclusions.find(({ name }) => name === exclusion)?.by ?? null;
  const steps: ReceiptStep[] = [];
  if (exclusion !== null) {
    const effect =
      exclusionEffect === 'separate'
        ? 'shown in a series of its own'
        : 'in no number of the metrics';
    const made = by === null ? '' : `, made by ${by}`;
    const text = `Left out by the rule “${exclusion}”${made}: ${effect}`;
    steps.push(makeStep(null, text, 'ignored', 'B14'));
  }
  if (authorClass !== 'human') {
    steps.push(makeStep(null, classWords[authorClass], 'ignored', 'B1'));
  }
  return {
    metric: 'counted',
    label: 'Counted in the metrics',
    unit: 'words',
    value: steps.length === 0 ? 'Yes' : 'No',
    clock: null,
    rule: exclusion === null ? 'B1' : 'B14',
    steps,
    arithmetic: steps.length === 0 ? 'By a person, and no rule leaves it out' : null,
    whyNull: null,
  };
}

const classWords: Readonly<Record<Exclude<AuthorClass, 'human'>, string>> = {
  bot: 'Its author is a bot: numbers are of people unless bots are asked for',
  ai_reviewer: 'Its author is an AI agent: numbers are of people unless agents are asked for',
  service: 'Its author is an organisation: numbers are of people unless others are asked for',
  ghost: 'The account of its author is gone: numbers are of people unless others are asked for',
};
