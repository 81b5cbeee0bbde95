import { PRERELEASE } from '@bellwether/shared/deployments/deployment-rule';
import { AccountCollector } from './actor.map.ts';
import type { DeploymentRows } from './deployment.map.ts';
import type { ReleasePayload } from './releases.fetch.ts';

/** Releases as deployments: finished when they were published. A draft is none yet, and one without its tag has no commit. */
export function mapReleases(
  payloads: readonly ReleasePayload[],
  repositoryId: string,
): DeploymentRows {
  const accounts = new AccountCollector();
  const rows: DeploymentRows = { deployments: [], statuses: [], accounts: [] };
  for (const payload of new Map(payloads.map((one) => [one.id, one])).values()) {
    const { id, publishedAt, tagCommit } = payload;
    if (payload.isDraft || !publishedAt || !tagCommit) {
      continue;
    }
    rows.deployments.push({
      ...{ id, repositoryId, kind: 'release', sha: tagCommit.oid, ref: payload.tagName },
      databaseId: payload.databaseId ?? null,
      environment: payload.isPrerelease ? PRERELEASE : 'release',
      ...{ name: payload.tagName, url: payload.url, task: null },
      creatorId: accounts.addActor(payload.author),
      ...{ createdAt: payload.createdAt, updatedAt: payload.updatedAt },
    });
    rows.statuses.push({
      ...{ id: `${id}:published`, deploymentId: id, state: 'success', createdAt: publishedAt },
    });
  }
  return { ...rows, accounts: accounts.list() };
}
