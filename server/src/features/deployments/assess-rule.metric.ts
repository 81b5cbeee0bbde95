import {
  comparedPairs,
  isKnownToBeMissing,
} from '@bellwether/shared/deployments/comparisons.rules';
import { type DeploymentStep, findDeployedBy } from '@bellwether/shared/deployments/deployed-by';
import type { DeploymentRule } from '@bellwether/shared/deployments/deployment-rule';
import type { ListedDeployment } from '@bellwether/shared/deployments/deployments.schema';
import { finishedProductionDeployments } from '@bellwether/shared/deployments/production-deployments.rules';
import type { DeliveryRows, RepositoryName } from './deployments.store.ts';

/** What a rule makes of one repository's deployments. */
export type Assessment = {
  steps: DeploymentStep[];
  /** When each merged pull request came to production, by its id. */
  deployedAt: Map<string, Date>;
  listed: ListedDeployment[];
  /** Steps whose commits were never asked for. */
  notCompared: number;
};

const NUMBERS_SHOWN = 12;

export function assessRule(
  repository: RepositoryName,
  rows: DeliveryRows,
  rule: DeploymentRule,
  now: Date,
): Assessment {
  const { deployments, graph, merged, cursor } = rows;
  const finished = finishedProductionDeployments(deployments, rule);
  const answer = findDeployedBy({
    ...{ deployments, graph, rule, pullRequests: merged },
    defaultBranch: repository.defaultBranch,
    compared: comparedPairs(finished, graph, cursor),
  });
  const numbers = new Map(merged.map(({ id, number }) => [id, number]));
  const byId = new Map(deployments.map((row) => [row.id, row]));
  const listed = answer.steps.map(({ deployment, kind, pullRequestIds }): ListedDeployment => {
    const row = byId.get(deployment.id);
    const isMissing = kind === 'not_known' && isKnownToBeMissing(cursor, deployment.sha, now);
    return {
      ...{ id: deployment.id, repository: repository.repository, kind: row?.kind ?? rule.kind },
      ...{ service: deployment.service, environment: deployment.environment },
      ...{ name: row?.name ?? null, sha: deployment.sha },
      url: rows.urls.get(deployment.id) ?? `${repository.url}/commit/${deployment.sha}`,
      finishedAt: deployment.finishedAt.toISOString(),
      mark: isMissing ? 'commit_not_found' : kind,
      brought: pullRequestIds.length,
      numbers: pullRequestIds
        .flatMap((id) => numbers.get(id) ?? [])
        .sort((a, b) => a - b)
        .slice(0, NUMBERS_SHOWN),
    };
  });
  return {
    steps: answer.steps,
    deployedAt: new Map([...answer.deploymentOf].map(([id, { finishedAt }]) => [id, finishedAt])),
    listed,
    notCompared: listed.filter(({ mark }) => mark === 'not_known').length,
  };
}

/** Those that count as deployments: the same commit again only where the rule says so (B9.6). */
export function countedSteps(assessment: Assessment, rule: DeploymentRule): DeploymentStep[] {
  return assessment.steps.filter(({ kind }) => rule.countRedeploys || kind !== 'redeploy');
}
