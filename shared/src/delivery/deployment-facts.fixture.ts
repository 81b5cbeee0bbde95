import type { CommitGraph } from '../deployments/commit-graph.ts';
import { findDeployedBy } from '../deployments/deployed-by.ts';
import { defaultDeploymentRule } from '../deployments/deployment-rule.ts';
import { deploymentRow } from '../deployments/deployments.fixture.ts';
import type { DeploymentRow } from '../deployments/production-deployments.rules.ts';
import {
  type DeploymentFacts,
  deriveDeploymentFacts,
  type SignedPullRequest,
} from './deployment-facts.ts';
import { defaultHotfixSettings } from './hotfix.rules.ts';

/** m1 ← m2 ← m3 …: the merge of pull request n is `m<n>`. */
const chain: CommitGraph = new Map(
  Array.from({ length: 12 }, (_, index): [string, string[]] => [
    `m${index + 1}`,
    index === 0 ? [] : [`m${index}`],
  ]),
);

export const minute = (number: number) => new Date(Date.UTC(2026, 2, 23, 9, number));

/** Deployed in that minute; the state is `success` where none is told. */
export function deployed(
  id: string,
  sha: string,
  at: number,
  { state = 'success', ...more }: Partial<DeploymentRow> & { state?: string } = {},
): DeploymentRow {
  return deploymentRow({ id, sha, statuses: [{ state, createdAt: minute(at) }], ...more });
}

export function pull(number: number, more: Partial<SignedPullRequest> = {}): SignedPullRequest {
  return {
    ...{ id: `p${number}`, number, title: `Change ${number}`, headBranch: `change-${number}` },
    ...{ revertsReference: null, labels: [] },
    ...more,
  };
}

/** The facts of `acme/shop`, by deployment, where the merge of pull request n is `m<n>`. */
export function factsOf(
  deployments: DeploymentRow[],
  pulls: SignedPullRequest[] = [],
  { rule = defaultDeploymentRule, graph = chain, settings = defaultHotfixSettings } = {},
): Record<string, DeploymentFacts> {
  const all = Array.from(
    { length: 12 },
    (_, index) => pulls.find(({ number }) => number === index + 1) ?? pull(index + 1),
  );
  const { steps } = findDeployedBy({
    ...{ deployments, graph, rule, defaultBranch: 'main' },
    pullRequests: all.map(({ id, number }) => ({
      ...{ id, mergeCommitSha: `m${number}`, baseBranch: 'main' },
    })),
  });
  const facts = deriveDeploymentFacts({
    ...{ repositoryId: 'R', repository: 'acme/shop', deployments, rule, steps, graph, settings },
    pullRequests: all,
  });
  return Object.fromEntries(facts.map((one) => [one.deploymentId, one]));
}
