import type { DeploymentKind } from '@bellwether/shared/deployments/deployment-rule';
import { AccountCollector } from './actor.map.ts';
import type { GithubAccount } from './actor.schema.ts';
import type { DeploymentPayload } from './deployments.fetch.ts';

export type StoredDeployment = {
  id: string;
  repositoryId: string;
  kind: DeploymentKind;
  databaseId: number | null;
  environment: string;
  sha: string;
  /** The workflow that ran, or the release's tag. */
  name: string | null;
  /** Null: it has no page of its own. */
  url: string | null;
  ref: string | null;
  task: string | null;
  creatorId: string | null;
  createdAt: Date;
  updatedAt: Date;
};

export type DeploymentRows = {
  deployments: StoredDeployment[];
  statuses: { id: string; deploymentId: string; state: string; createdAt: Date }[];
  accounts: GithubAccount[];
};

/** Deployments as rows; states in lower case, as REST and the definitions write them. */
export function mapDeployments(
  payloads: readonly DeploymentPayload[],
  repositoryId: string,
): DeploymentRows {
  const accounts = new AccountCollector();
  const unique = [...new Map(payloads.map((payload) => [payload.id, payload])).values()];
  const deployments = unique.map((payload) => ({
    id: payload.id,
    repositoryId,
    kind: 'github-deployment' as const,
    databaseId: payload.databaseId ?? 0,
    ...{ name: null, url: null },
    environment: payload.environment ?? '',
    sha: payload.commitOid,
    ref: payload.ref?.name ?? null,
    task: payload.task ?? null,
    creatorId: accounts.addActor(payload.creator),
    createdAt: payload.createdAt,
    updatedAt: payload.updatedAt,
  }));
  const statuses = unique.flatMap((payload) => {
    const byId = new Map((payload.statuses?.nodes ?? []).map((status) => [status.id, status]));
    return [...byId.values()].map((status) => ({
      id: status.id,
      deploymentId: payload.id,
      state: status.state.toLowerCase(),
      createdAt: status.createdAt,
    }));
  });
  return { deployments, statuses, accounts: accounts.list() };
}
