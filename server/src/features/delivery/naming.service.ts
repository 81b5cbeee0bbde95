import type { ShownEvidence, ShownRemedy } from '@bellwether/shared/delivery/delivery.schema';
import type { FailureEvidence } from '@bellwether/shared/delivery/failures.metric';
import type { Sight } from '../../access/sight.ts';
import { isVisible, type VisibleIds } from '../../access/visible-rows.ts';
import type { DecidedLink } from '../../db/load-decided-links.ts';
import type { Delivery } from '../../db/load-delivery.ts';
import type { DeliveredDeployment } from '../../db/load-deployment-facts.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { findSeenPullRequests } from './named-pull-requests.store.ts';

/** How things that are evidence are told to a caller. */
export type Naming = {
  deployment(id: string | null): ShownRemedy['deployment'];
  /** Its number and address to who sees pull requests one by one; its title to who sees this one. */
  pullRequest(id: string | null): ShownRemedy['pullRequest'];
  incident(id: string): ShownEvidence['incident'];
  evidence(deploymentId: string, found: FailureEvidence): ShownEvidence;
};

/** The pull requests that the evidence of some deployments names. */
export function pullRequestsOf(
  page: readonly DeliveredDeployment[],
  { failures }: Pick<Delivery, 'failures'>,
): (string | null)[] {
  return page.flatMap(({ remedies, deploymentId }) => [
    ...remedies.flatMap((one) => [one.pullRequestId, one.revertsId]),
    ...(failures.get(deploymentId)?.evidence ?? []).map((one) =>
      'remedyId' in one ? one.pullRequestId : null,
    ),
  ]);
}

/** `named`: the pull requests that are told. An incident of a repository that the caller does not see is named without its words. */
export async function createNaming(
  db: Queryable,
  delivery: Delivery,
  named: readonly (string | null)[],
  { oneByOne }: Sight,
  visible: VisibleIds,
): Promise<Naming> {
  const ids = new Set(named.filter((id) => id !== null));
  const seen = await findSeenPullRequests(db, [...ids], oneByOne);
  const decisions = new Map(
    delivery.decisions.map((one) => [`${one.incidentId} ${one.deploymentId ?? ''}`, one]),
  );
  const naming: Naming = {
    deployment: (id) => nameDeployment(delivery, id),
    pullRequest(id) {
      const found = delivery.pullRequests.get(id ?? '');
      return found === undefined || oneByOne === null
        ? null
        : { ...found, title: seen.has(found.id) ? found.title : null };
    },
    incident(id) {
      const found = delivery.incidents.get(id);
      if (found === undefined) {
        return null;
      }
      const { title, url, number, repository } = found;
      return visible === null || isVisible(visible, found.repositoryId)
        ? { id, title, url, number, repository }
        : { id, title: null, url: null, number: null, repository: null };
    },
    evidence: (deploymentId, found) => nameEvidence(decisions, naming, deploymentId, found),
  };
  return naming;
}

function nameDeployment({ deployments }: Delivery, id: string | null): ShownRemedy['deployment'] {
  const found = deployments.get(id ?? '');
  const at = found?.finishedAt ?? null;
  return found === undefined || at === null
    ? null
    : { id: found.deploymentId, at: at.toISOString(), sha: found.sha, url: found.url };
}

function nameEvidence(
  decisions: ReadonlyMap<string, DecidedLink>,
  naming: Naming,
  deploymentId: string,
  found: FailureEvidence,
): ShownEvidence {
  if ('remedyId' in found) {
    return {
      ...{ kind: found.kind, incident: null, decidedBy: null, decidedAt: null },
      deployment: naming.deployment(found.remedyId),
      pullRequest: naming.pullRequest(found.pullRequestId),
    };
  }
  const incident = naming.incident(found.incidentId);
  const decision =
    found.kind === 'human' && incident?.title !== null
      ? decisions.get(`${found.incidentId} ${deploymentId}`)
      : undefined;
  return {
    ...{ kind: found.kind, incident, deployment: null, pullRequest: null },
    decidedBy: decision?.decidedBy ?? null,
    decidedAt: decision?.decidedAt.toISOString() ?? null,
  };
}
