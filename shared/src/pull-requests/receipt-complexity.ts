import type { ComplexityFactor } from './complexity.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import type { Receipt, ReceiptStep } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { makeStep, nameOf } from './receipt-words.ts';

type Plain = Pick<Receipt, 'clock' | 'whyNull'>;

const plain: Plain = { clock: null, whyNull: null };

/** What makes a change hard to judge, how much review that asks for, and what says that an AI agent wrote it (B10). */
export function explainComplexity(reading: PullRequestReading, facts: PullRequestFacts): Receipt[] {
  return [explainPoints(reading, facts), explainTier(reading, facts), explainAi(reading, facts)];
}

function explainPoints(
  { rules }: PullRequestReading,
  { complexity, complexityFactors }: PullRequestFacts,
): Receipt {
  const sum = complexityFactors.map(({ points }) => points).join(' + ');
  return {
    ...plain,
    ...{
      metric: 'complexity',
      label: 'Complexity',
      unit: 'points',
      value: complexity,
      rule: 'B10',
    },
    steps: complexityFactors.map((factor) =>
      makeStep(null, sayFactor(factor, rules.complexity.sizeWeight), 'info', 'B10'),
    ),
    arithmetic: complexityFactors.length < 2 ? null : `${sum} = ${complexity}`,
  };
}

function sayFactor(factor: ComplexityFactor, sizeWeight: number): string {
  const { kind, points, amount } = factor;
  if (kind === 'size') {
    const weight = sizeWeight === 1 ? '' : `${sizeWeight} × `;
    return `${sayCount(amount, 'line')}: ${weight}log₂(1 + ${amount}) = ${points}`;
  }
  const what =
    kind === 'modules'
      ? sayCount(amount, 'module')
      : `${kindWords[kind]} in ${sayCount(amount, 'file')}`;
  return `${what}: ${points} (${sayExamples(factor)})`;
}

const kindWords: Readonly<Record<Exclude<ComplexityFactor['kind'], 'size' | 'modules'>, string>> = {
  'public-api': 'Public interface',
  contract: 'A contract with others',
  migration: 'Migration of data',
  auth: 'Sign-in and permissions',
  infrastructure: 'Infrastructure',
  dependency: 'Dependencies, with their lock file,',
};

function sayExamples({ examples, amount }: ComplexityFactor): string {
  const more = amount - examples.length;
  return `${examples.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function sayCount(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function explainTier(
  { rules }: PullRequestReading,
  { complexity, tier }: PullRequestFacts,
): Receipt {
  const { standard, deep } = rules.complexity.tierFrom;
  const reasons = {
    light: `${complexity} is below ${standard}`,
    standard: `${complexity} is ${standard} or more, and below ${deep}`,
    deep: `${complexity} is ${deep} or more`,
  };
  return {
    ...plain,
    ...{ metric: 'tier', label: 'Review it asks for', unit: 'grade', value: tier, rule: 'B10' },
    steps: [],
    arithmetic: reasons[tier],
  };
}

function explainAi(reading: PullRequestReading, { isAiAssisted }: PullRequestFacts): Receipt {
  return {
    ...plain,
    ...{ metric: 'ai-assisted', label: 'Written with an AI agent', unit: 'words', rule: 'B1' },
    value: isAiAssisted ? 'Yes' : 'Nothing says so',
    steps: explainSigns(reading),
    arithmetic: isAiAssisted
      ? null
      : 'No branch, label, author or commit of an agent: that does not prove the opposite',
  };
}

function explainSigns(reading: PullRequestReading): ReceiptStep[] {
  return reading.aiSigns.map((sign) => makeStep(null, saySign(reading, sign), 'info', 'B1'));
}

function saySign(reading: PullRequestReading, sign: PullRequestReading['aiSigns'][number]): string {
  switch (sign.kind) {
    case 'author':
      return `Its author ${nameOf(reading, reading.history.pullRequest.authorId)} is an agent`;
    case 'branch':
      return `Its branch ${sign.branch} begins as an agent’s`;
    case 'label':
      return `It bears the label “${sign.label}”`;
    case 'commits':
      return `${sayCount(sign.count, 'commit')} by ${nameOf(reading, sign.accountId)}, an agent`;
  }
}
