import { instantOf, instantOrNull } from '../time/instant.ts';
import type { CountedDeployment } from './counted-deployment.ts';
import type { DeploymentFacts } from './deployment-facts.ts';
import { type Failure, findFailures } from './failures.metric.ts';
import { type IncidentLink, type LinkQuestion, linkIncidents } from './incident-links.metric.ts';

export type JudgedDeployments = {
  /** Of each incident the strongest first (B15). */
  links: IncidentLink[];
  /** By deployment. */
  failures: Map<string, Failure>;
  /** Those that succeeded, as the measures count them. */
  counted: CountedDeployment[];
};

/** What failed, by which evidence, and when it was well again: everything that the measures of delivery stand on (B15). */
export function judgeDeployments(
  question: Omit<LinkQuestion, 'deployments'> & { deployments: readonly DeploymentFacts[] },
): JudgedDeployments {
  const { deployments, incidents } = question;
  const links = linkIncidents(question);
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const failures = new Map(
    findFailures(deployments, links, byId).map((one) => [one.deploymentId, one]),
  );
  return {
    links,
    failures,
    counted: deployments.flatMap((one) => {
      const failure = failures.get(one.deploymentId);
      return one.finishedAt === null
        ? []
        : [
            {
              deploymentId: one.deploymentId,
              serviceKey: serviceKeyOf(one),
              finishedAt: instantOf(one.finishedAt),
              isCounted: one.isCounted,
              isRemediation: one.isRemediation,
              failure: failure?.level ?? null,
              recoveredAt: instantOrNull(failure?.recoveredAt ?? null),
            },
          ];
    }),
  };
}

/** A service in an environment of a repository. */
export function serviceKeyOf({
  repositoryId,
  track,
}: Pick<DeploymentFacts, 'repositoryId' | 'track'>): string {
  return `${repositoryId} ${track}`;
}
