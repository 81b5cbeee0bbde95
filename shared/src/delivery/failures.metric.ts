import type { DeploymentFacts, RemedyKind } from './deployment-facts.ts';
import { type IncidentLink, type LinkableIncident, strengthOf } from './incident-links.metric.ts';

/** What says that a deployment failed, strongest first (B15). `suspected`: near in time, to be confirmed by a person. */
export const failureKinds = [
  'human',
  'caused-by',
  'rollback',
  'revert',
  'hotfix',
  'suspected',
] as const;

export type FailureEvidence =
  | { kind: 'human' | 'caused-by' | 'suspected'; incidentId: string }
  | { kind: RemedyKind; remedyId: string; pullRequestId: string | null };

export type FailureKind = FailureEvidence['kind'];

/** A production deployment that failed, or is suspected to have. */
export type Failure = {
  deploymentId: string;
  /** Suspected: nothing but nearness in time says so. The two are never added up (B15). */
  level: 'confirmed' | 'suspected';
  /** Strongest first. */
  evidence: FailureEvidence[];
  /** When a remedy was deployed or the incident mitigated, whichever came first. Null: neither is known. */
  recoveredAt: Date | null;
  recoveredBy: 'deployment' | 'incident' | null;
  /** From the end of the failed deployment. Null: not recovered, as far as is known. */
  recoverySeconds: number | null;
};

type FailingDeployment = Pick<DeploymentFacts, 'deploymentId' | 'finishedAt' | 'remedies'>;

/**
 * The failures among the deployments, each once however many incidents it had (B15). An incident suspects its likeliest
 * deployment alone.
 */
export function findFailures(
  deployments: readonly FailingDeployment[],
  links: readonly IncidentLink[],
  incidents: ReadonlyMap<string, Pick<LinkableIncident, 'mitigatedAt'>>,
): Failure[] {
  const evidence = gatherEvidence(deployments, links);
  const byId = new Map(deployments.map((one) => [one.deploymentId, one]));
  return deployments.flatMap((deployment): Failure[] => {
    const own = evidence.get(deployment.deploymentId) ?? [];
    if (deployment.finishedAt === null || own.length === 0) {
      return [];
    }
    const sorted = own.toSorted((a, b) => rankOf(a) - rankOf(b));
    const level = sorted[0]?.kind === 'suspected' ? 'suspected' : 'confirmed';
    const recovery = level === 'suspected' ? null : recoveryOf(deployment, sorted, byId, incidents);
    return [
      {
        ...{ deploymentId: deployment.deploymentId, level, evidence: sorted },
        recoveredAt: recovery?.at ?? null,
        recoveredBy: recovery?.by ?? null,
        recoverySeconds:
          recovery === null ? null : secondsBetween(deployment.finishedAt, recovery.at),
      },
    ];
  });
}

function rankOf({ kind }: FailureEvidence): number {
  return failureKinds.indexOf(kind);
}

function gatherEvidence(
  deployments: readonly FailingDeployment[],
  links: readonly IncidentLink[],
): Map<string, FailureEvidence[]> {
  const found = new Map<string, FailureEvidence[]>();
  const add = (id: string, one: FailureEvidence) => {
    const own = found.get(id) ?? [];
    own.push(one);
    found.set(id, own);
  };
  for (const link of likeliest(links)) {
    add(link.deploymentId, { kind: kindOf(link), incidentId: link.incidentId });
  }
  for (const { deploymentId: remedyId, remedies } of deployments) {
    for (const { kind, deploymentId, pullRequestId } of remedies) {
      if (deploymentId !== null) {
        add(deploymentId, { kind, remedyId, pullRequestId });
      }
    }
  }
  return found;
}

function kindOf(link: IncidentLink): 'human' | 'caused-by' | 'suspected' {
  if (link.state === 'suspected') {
    return 'suspected';
  }
  return link.isDecided ? 'human' : 'caused-by';
}

/** All that is confirmed, and of each incident the strongest that is suspected. */
function likeliest(links: readonly IncidentLink[]): IncidentLink[] {
  const best = new Map<string, IncidentLink>();
  for (const link of links) {
    const before = best.get(link.incidentId);
    if (
      link.state === 'suspected' &&
      (before === undefined || strengthOf(link) > strengthOf(before))
    ) {
      best.set(link.incidentId, link);
    }
  }
  return links.filter((link) => link.state === 'confirmed' || best.get(link.incidentId) === link);
}

type Recovery = { at: Date; by: 'deployment' | 'incident' };

function recoveryOf(
  { finishedAt }: FailingDeployment,
  evidence: readonly FailureEvidence[],
  byId: ReadonlyMap<string, FailingDeployment>,
  incidents: ReadonlyMap<string, Pick<LinkableIncident, 'mitigatedAt'>>,
): Recovery | null {
  const ends = evidence.flatMap((one): Recovery[] => {
    const isRemedy = 'remedyId' in one;
    const at = isRemedy
      ? (byId.get(one.remedyId)?.finishedAt ?? null)
      : mitigatedAtOf(one, incidents);
    const isAfter = at !== null && finishedAt !== null && at >= finishedAt;
    return isAfter ? [{ at, by: isRemedy ? 'deployment' : 'incident' }] : [];
  });
  return ends.reduce<Recovery | null>(
    (first, one) => (first === null || one.at < first.at ? one : first),
    null,
  );
}

/** A suspicion ends nothing. */
function mitigatedAtOf(
  { kind, incidentId }: Extract<FailureEvidence, { incidentId: string }>,
  incidents: ReadonlyMap<string, Pick<LinkableIncident, 'mitigatedAt'>>,
): Date | null {
  return kind === 'suspected' ? null : (incidents.get(incidentId)?.mitigatedAt ?? null);
}

function secondsBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1000);
}
