import type { DeploymentKind } from '@bellwether/shared/deployments/deployment-rule';
import type {
  DeploymentPreview,
  DeploymentRules,
  ListedDeployment,
} from '@bellwether/shared/deployments/deployments.schema';
import { matchesPattern } from '@bellwether/shared/deployments/wildcard-pattern';
import { formatShortDate } from '../../format/date.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';

export type EditedRule = DeploymentRules['forAll'];

export const kinds = [
  { value: 'github-deployment', label: 'A deployment on GitHub' },
  { value: 'release', label: 'A release' },
  { value: 'workflow-run', label: 'A run of a workflow' },
  { value: 'api', label: 'Only what other systems send' },
] as const satisfies readonly { value: DeploymentKind; label: string }[];

export const kindHints: Record<DeploymentKind, string> = {
  'github-deployment':
    'To one of the environments below, finished at its first success. What other systems send counts beside it.',
  release:
    'Finished when it was published. Drafts are none. What other systems send counts beside it.',
  'workflow-run':
    'A successful one, finished with its last job. Runs for pull requests are none. What other systems send counts beside it.',
  api: 'By POST /api/v1/deployments, to one of the environments below.',
};

export const markWords: Record<ListedDeployment['mark'], string> = {
  baseline: 'baseline: the first known, brings nothing',
  redeploy: 'the same commit again',
  rollback: 'back to an earlier commit',
  change: '',
  not_known: 'its commits are not compared yet',
  commit_not_found: 'commit not found on GitHub',
};

/** The rule that a repository follows: its own, or the one for all. */
export function ruleInForce(rules: DeploymentRules, repositoryId: string | null): EditedRule {
  return rules.own.find((own) => own.repositoryId === repositoryId)?.rule ?? rules.forAll;
}

export type SeenEnvironment = {
  name: string;
  count: number;
  /** `no`: it is none. `named`: the rule names it. `pattern`: a pattern of the rule fits it. */
  isProduction: 'no' | 'named' | 'pattern';
};

/** Environments of the repositories in question, most used first, and what the rule makes of each. */
export function prepareEnvironments(
  rules: DeploymentRules,
  repositoryId: string | null,
  patterns: readonly string[],
): SeenEnvironment[] {
  const counts = new Map<string, number>();
  for (const repository of repositoriesUnder(rules, repositoryId)) {
    for (const { name, count } of repository.environments) {
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .map(([name, count]) => ({ name, count, isProduction: judge(name, patterns) }));
}

function judge(name: string, patterns: readonly string[]): SeenEnvironment['isProduction'] {
  if (patterns.some((pattern) => pattern.toLowerCase() === name.toLowerCase())) {
    return 'named';
  }
  return patterns.some((pattern) => matchesPattern(pattern, name)) ? 'pattern' : 'no';
}

/** The one repository, or all that have no rule of their own. */
export function repositoriesUnder(rules: DeploymentRules, repositoryId: string | null) {
  const own = new Set(rules.own.map((one) => one.repositoryId));
  return rules.repositories.filter((repository) =>
    repositoryId === null
      ? !own.has(repository.repositoryId)
      : repository.repositoryId === repositoryId,
  );
}

/** `production, live-*` as a list; empty entries fall out. */
export function readPatterns(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

export type PreviewLine = { label: string; now: string; next: string; isDifferent: boolean };

export function preparePreview({ present, proposed, days }: DeploymentPreview): PreviewLine[] {
  const line = (label: string, now: number, next: number): PreviewLine => ({
    ...{ label, now: formatCount(now), next: formatCount(next), isDifferent: now !== next },
  });
  return [
    line(`Deployments to production in ${days} days`, present.deployments, proposed.deployments),
    line('of the same commit again', present.redeploys, proposed.redeploys),
    line('Merged pull requests with a deployment', present.pullRequests, proposed.pullRequests),
  ];
}

/** What saving would change, in a sentence. */
export function describeChange({ gained, lost, moved }: DeploymentPreview): string {
  const counts = [
    { count: gained, what: 'would get a deployment' },
    { count: lost, what: 'would lose theirs' },
    { count: moved, what: 'would get another instant' },
  ].filter(({ count }) => count > 0);
  const parts = counts.map(
    ({ count, what }, index) =>
      `${index === 0 ? formatCountOf(count, 'pull request') : formatCount(count)} ${what}`,
  );
  return parts.length === 0 ? 'No pull request would change.' : `${parts.join(', ')}.`;
}

export type WeekBar = { key: string; label: string; now: number; next: number };

/** Heights in 0..1 of the busiest week. */
export function prepareWeeks({ weeks }: DeploymentPreview): { bars: WeekBar[]; summary: string } {
  const most = Math.max(1, ...weeks.flatMap(({ present, proposed }) => [present, proposed]));
  const counts = weeks.map(({ proposed }) => proposed);
  const least = Math.min(...counts);
  const spread =
    least === Math.max(...counts) ? formatCount(least) : `${least} to ${Math.max(...counts)}`;
  return {
    bars: weeks.map(({ startAt, present, proposed }) => ({
      key: startAt,
      label: `Week of ${formatShortDate(startAt, 'UTC')}: ${proposed} with this rule, ${present} now`,
      now: present / most,
      next: proposed / most,
    })),
    summary: `Deployments a week with this rule: ${spread}.`,
  };
}

/** `#12, #14 and 3 more`. */
export function nameBrought({ brought, numbers }: ListedDeployment): string {
  const named = numbers.map((number) => `#${number}`).join(', ');
  const more = brought - numbers.length;
  return more > 0 ? `${named} and ${formatCount(more)} more` : named;
}
