import type { DeploymentRow, FinishedDeployment } from './production-deployments.rules.ts';

/** A deployment of GitHub to production, with what a test does not care about filled in. */
export function deploymentRow(more: Partial<DeploymentRow>): DeploymentRow {
  return {
    id: 'deployment',
    kind: 'github-deployment',
    service: null,
    environment: 'production',
    sha: 'sha',
    sourceSha: null,
    previousSha: null,
    name: null,
    task: null,
    statuses: [],
    ...more,
  };
}

export function finishedDeployment(more: Partial<FinishedDeployment>): FinishedDeployment {
  return {
    id: 'deployment',
    sha: 'sha',
    finishedAt: new Date('2026-03-02T12:00:00Z'),
    previousSha: null,
    service: null,
    environment: 'production',
    ...more,
  };
}
