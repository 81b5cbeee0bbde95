import type {
  AiSignsPreview,
  TiersPreview,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import type { Tier } from '@bellwether/shared/pull-requests/tier';

/** A pull request with its facts by the rules in force and by those wanted. */
export type Compared = {
  repository: string;
  number: number;
  title: string;
  before: PullRequestFacts;
  after: PullRequestFacts;
};

const MOST_EXAMPLES = 20;

/** What was merged since and counts then, latest first: those whose review the tiers are about. */
export function mergedAndCounted(all: readonly Compared[], since: Date): Compared[] {
  return all
    .filter(
      ({ after }) =>
        after.mergedAt !== null &&
        after.mergedAt >= since &&
        after.authorClass === 'human' &&
        after.exclusion === null,
    )
    .sort((a, b) => (b.after.mergedAt?.getTime() ?? 0) - (a.after.mergedAt?.getTime() ?? 0));
}

/** How many would have asked for which review (B10), and those that would ask for another. Null: complexity stays as it is. */
export function tellTiers(
  merged: readonly Compared[],
  now: FactRules,
  then: FactRules,
): TiersPreview | null {
  if (isSame(now.complexity, then.complexity)) {
    return null;
  }
  const moved = merged.filter((one) => one.before.tier !== one.after.tier);
  return {
    counted: merged.length,
    before: countTiers(merged.map((one) => one.before)),
    after: countTiers(merged.map((one) => one.after)),
    moved: moved.length,
    examples: moved.slice(0, MOST_EXAMPLES).map((one) => ({
      ...exampleOf(one),
      ...{ from: one.before.tier, to: one.after.tier },
    })),
  };
}

/** How many would count as written with an AI agent, and those that turn. Null: the signs stay as they are. */
export function tellAiSigns(
  merged: readonly Compared[],
  now: FactRules,
  then: FactRules,
): AiSignsPreview | null {
  if (isSame(now.aiAssistance, then.aiAssistance)) {
    return null;
  }
  const turned = merged.filter((one) => one.before.isAiAssisted !== one.after.isAiAssisted);
  return {
    counted: merged.length,
    before: merged.filter((one) => one.before.isAiAssisted).length,
    after: merged.filter((one) => one.after.isAiAssisted).length,
    turned: turned.length,
    examples: turned
      .slice(0, MOST_EXAMPLES)
      .map((one) => ({ ...exampleOf(one), isAssisted: one.after.isAiAssisted })),
  };
}

function exampleOf({ repository, number, title, after }: Compared) {
  return { id: after.pullRequestId, repository, number, title };
}

function countTiers(facts: readonly PullRequestFacts[]): Record<Tier, number> {
  const counts = { light: 0, standard: 0, deep: 0 };
  for (const { tier } of facts) {
    counts[tier] += 1;
  }
  return counts;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
