/** Where a deployment is known from. */
export const deploymentKinds = ['github-deployment', 'release', 'workflow-run', 'api'] as const;
export type DeploymentKind = (typeof deploymentKinds)[number];

/** What counts as a production deployment of a repository. */
export type DeploymentRule = {
  /** What `api` sends counts beside each of the others; `api` means: nothing else does. */
  kind: DeploymentKind;
  /** Names of production environments, in any case; `*` stands for any characters. */
  environments: readonly string[];
  /** The workflow whose successful runs are deployments; null for the other kinds. */
  workflowName: string | null;
  includePrereleases: boolean;
  /** Whether the same commit deployed again counts as a deployment; it never has a lead time (B9.6). */
  countRedeploys: boolean;
};

/** What counts where nobody chose (C13). */
export const defaultDeploymentRule: DeploymentRule = {
  kind: 'github-deployment',
  environments: ['production', 'prod'],
  workflowName: null,
  includePrereleases: false,
  countRedeploys: false,
};

/** What a stored pre-release has in the place of an environment; a release has `release`. */
export const PRERELEASE = 'prerelease';

/** Runs for a pull request try what is not merged yet: whatever they do, it is no production deployment. */
export const RUN_OF_PULL_REQUEST = 'pull_request';
