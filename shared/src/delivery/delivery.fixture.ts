import type { CountedDeployment } from './counted-deployment.ts';
import type { LinkableDeployment, LinkableIncident } from './incident-links.metric.ts';

const START = Date.UTC(2026, 2, 23, 9);

/** So many hours after a Monday morning. */
export const hour = (number: number) => new Date(START + number * 3_600_000);

export function linkable(id: string, at: number, more: Partial<LinkableDeployment> = {}) {
  return {
    ...{ deploymentId: id, repositoryId: 'R_shop', service: null, sha: `${id}0000000` },
    ...{ finishedAt: hour(at), isCounted: true, pullRequestIds: [], remedies: [] },
    ...more,
  } satisfies LinkableDeployment;
}

export function incident(
  id: string,
  at: number | null,
  more: Partial<LinkableIncident> = {},
): LinkableIncident {
  return {
    ...{ id, repositoryId: 'R_shop', service: null, title: 'Prices are wrong', exclusion: null },
    ...{ startedAt: at === null ? null : hour(at), endedAt: null, mitigatedAt: null, cause: null },
    ...more,
  };
}

/** Finished so many hours after the Monday morning; counted, no remedy, and well. */
export function counted(id: string, at: number, more: Partial<CountedDeployment> = {}) {
  return {
    ...{ deploymentId: id, serviceKey: 'shop', finishedAt: hour(at).getTime() / 1000 },
    ...{ isCounted: true, isRemediation: false, failure: null, recoveredAt: null },
    ...more,
  } satisfies CountedDeployment;
}
