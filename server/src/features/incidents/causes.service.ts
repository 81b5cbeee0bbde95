import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { IncidentInstants } from '@bellwether/shared/incidents/derive-incident';
import type { causeSchema } from '@bellwether/shared/incidents/incident-detail.schema';
import { beganAt } from '@bellwether/shared/incidents/incident-trends.metric';
import type { z } from 'zod';
import { limitTo, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { loadLinks } from './causes.store.ts';

export type Cause = z.infer<typeof causeSchema>;

const states = ['confirmed', 'suspected'] as const;

/**
 * Which deployments caused each incident, or are suspected to (B15): confirmed by a person or by the incident itself before
 * suspected. One without any is not there.
 */
export async function readCauses(
  { db }: Pick<AppContext, 'db'>,
  incidents: readonly ({ id: string } & IncidentInstants)[],
  scope: RowScope,
): Promise<Map<string, Cause[]>> {
  const causes = new Map<string, Cause[]>();
  const began = incidents.flatMap((incident) => beganAt(incident) ?? []);
  if (began.length === 0) {
    return causes;
  }
  const repositories = limitTo(await loadVisibleRepositories(db.pool, scope), []);
  const { links, deployments } = await loadLinks(db.pool, {
    ...{ from: Math.min(...began), to: Math.max(...began) + 1, repositories },
  });
  const asked = new Set(incidents.map(({ id }) => id));
  for (const standing of states) {
    for (const { incidentId, deploymentId, state } of links) {
      const deployment = deployments.get(deploymentId);
      if (state === standing && asked.has(incidentId) && deployment !== undefined) {
        const { service, repository, environment, sha, url } = deployment;
        const words = `${service ?? repository}, ${environment}, ${sha.slice(0, 7)}`;
        causes.set(incidentId, [...(causes.get(incidentId) ?? []), { standing, words, url }]);
      }
    }
  }
  return causes;
}
