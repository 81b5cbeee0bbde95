import { type Instant, instantOf } from '../time/instant.ts';
import {
  type DeploymentKind,
  type DeploymentRule,
  PRERELEASE,
  RUN_OF_PULL_REQUEST,
} from './deployment-rule.ts';
import { matchesPattern } from './wildcard-pattern.ts';

/** A deployment with its whole status history: GitHub marks older ones inactive, so the last state tells nothing (B9.7). */
export type DeploymentRow = {
  id: string;
  kind: DeploymentKind;
  /** Null: the repository is the service. */
  service: string | null;
  environment: string;
  sha: string;
  /** The commit that `sha` was built from, where a build adds commits of its own (B9.4). Null: `sha` itself. */
  sourceSha: string | null;
  /** The commit deployed before, as the sender says (B9.3). */
  previousSha: string | null;
  /** The workflow that ran, or the release's tag. */
  name: string | null;
  /** What a workflow ran for: `push`, `pull_request` … */
  task: string | null;
  statuses: readonly { state: string; createdAt: Date }[];
};

/** A deployment that succeeded, and when it first did (C13). */
export type FinishedDeployment = {
  id: string;
  /** The commit of the source (B9.4). */
  sha: string;
  finishedAt: Date;
  previousSha: string | null;
  service: string | null;
  environment: string;
};

/** Whether a deployment is one to production by the rule, be it successful or not. */
export function isProduction(row: Omit<DeploymentRow, 'statuses'>, rule: DeploymentRule): boolean {
  if (row.kind !== 'api' && row.kind !== rule.kind) {
    return false;
  }
  switch (row.kind) {
    case 'release':
      return rule.includePrereleases || row.environment !== PRERELEASE;
    case 'workflow-run':
      return row.name === rule.workflowName && !row.task?.startsWith(RUN_OF_PULL_REQUEST);
    default:
      return rule.environments.some((pattern) => matchesPattern(pattern, row.environment));
  }
}

/** The first `success`, whatever came later; null: it never succeeded, and so does not exist (C13). */
export function finishedAtOf(deployment: Pick<DeploymentRow, 'statuses'>): Date | null {
  let finishedAt: Date | null = null;
  for (const { state, createdAt } of deployment.statuses) {
    if (
      state.toLowerCase() === 'success' &&
      (finishedAt === null || createdAt.getTime() < finishedAt.getTime())
    ) {
      finishedAt = createdAt;
    }
  }
  return finishedAt;
}

/** The production deployments of one repository that succeeded, in order of finish. */
export function finishedProductionDeployments(
  deployments: readonly DeploymentRow[],
  rule: DeploymentRule,
): FinishedDeployment[] {
  const finished: FinishedDeployment[] = [];
  for (const deployment of deployments) {
    const finishedAt = finishedAtOf(deployment);
    if (finishedAt !== null && isProduction(deployment, rule)) {
      const { id, sha, sourceSha, previousSha, service, environment } = deployment;
      finished.push({
        ...{ id, finishedAt, previousSha, service, environment },
        sha: sourceSha ?? sha,
      });
    }
  }
  return finished.sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
}

/**
 * Deployments of one service to one environment follow each other (B9.1). `prod` and `production` are one environment (C13),
 * and so are releases with and without the mark of a pre-release.
 */
export function trackOf({ service, environment }: FinishedDeployment): string {
  const name = environment.toLowerCase();
  const aliases: Record<string, string> = { prod: 'production', [PRERELEASE]: 'release' };
  return JSON.stringify([service, aliases[name] ?? name]);
}

function order(deployment: FinishedDeployment): Instant {
  return instantOf(deployment.finishedAt);
}
