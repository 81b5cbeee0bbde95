import { type Instant, instantOf } from '../time/instant.ts';

/** A deployment with its whole status history: GitHub marks older ones inactive, so the last state tells nothing (B9.7). */
export type DeploymentRow = {
  id: string;
  environment: string;
  sha: string;
  statuses: readonly { state: string; createdAt: Date }[];
};

/** A deployment that succeeded, and when it first did (C13). */
export type FinishedDeployment = { id: string; sha: string; finishedAt: Date };

/** Environments that are production, in lower case (C13). */
export const defaultProductionEnvironments: ReadonlySet<string> = new Set(['production', 'prod']);

export function isProduction(
  environment: string,
  productionEnvironments: ReadonlySet<string>,
): boolean {
  return productionEnvironments.has(environment.toLowerCase());
}

/** The first `success`, whatever came later; null: it never succeeded, and so does not exist (C13). */
export function finishedAtOf(deployment: DeploymentRow): Date | null {
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
  productionEnvironments: ReadonlySet<string>,
): FinishedDeployment[] {
  const finished: FinishedDeployment[] = [];
  for (const deployment of deployments) {
    const finishedAt = finishedAtOf(deployment);
    if (finishedAt !== null && isProduction(deployment.environment, productionEnvironments)) {
      finished.push({ id: deployment.id, sha: deployment.sha, finishedAt });
    }
  }
  return finished.sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
}

function order(deployment: FinishedDeployment): Instant {
  return instantOf(deployment.finishedAt);
}
