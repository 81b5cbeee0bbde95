import type {
  AttributionInbox,
  AttributionLink,
} from '@bellwether/shared/delivery/attribution.schema';
import type { DeliveryFilter } from '@bellwether/shared/delivery/delivery.schema';
import { type IncidentLink, strengthOf } from '@bellwether/shared/delivery/incident-links.metric';
import { dateOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { VisibleIds } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { DecidedLink } from '../../db/load-decided-links.ts';
import type { Delivery } from '../../db/load-delivery.ts';
import type { CausedIncident } from '../../db/load-incident-causes.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { loadVersions } from './attributions.store.ts';
import { chooseRepositories } from './choose-deployments.service.ts';
import { readDeliveries } from './deliveries.store.ts';
import { createNaming, type Naming } from './naming.service.ts';
import { serviceNameOf } from './parts.service.ts';

/** The links between incidents of the period and deployments: those that wait for a person, and those that were decided. */
export async function readInbox(
  app: Pick<AppContext, 'db' | 'clock'>,
  filter: DeliveryFilter,
  sight: Sight,
  zone = 'UTC',
): Promise<AttributionInbox> {
  const { from, to } = readPeriod(filter, 'month', zone);
  const { repositories, visible } = await chooseRepositories(app, filter, sight.scope);
  const asked = { from, to, repositories, teams: filter.teams };
  // Read first: what is said while the rest is read is then refused as stale, not overwritten.
  const versions = await loadVersions(app.db.pool, { from, to });
  const delivery = await readDeliveries(app.db.pool, asked);
  const naming = await createNaming(app.db.pool, delivery, [], sight, visible);
  const isInPeriod = ({ startedAt }: CausedIncident) =>
    startedAt !== null && startedAt >= dateOf(from) && startedAt < dateOf(to);
  const incidents = new Map(
    [...delivery.incidents].filter(([, one]) => isSeen(one, visible) && isInPeriod(one)),
  );
  const links = delivery.links.filter(
    ({ incidentId, deploymentId }) =>
      incidents.has(incidentId) && delivery.deployments.get(deploymentId)?.isChosen === true,
  );
  const linked = new Set(links.map(({ incidentId }) => incidentId));
  const real = [...incidents.values()].filter(({ exclusion }) => exclusion === null);
  return {
    now: app.clock().toISOString(),
    pending: rank(
      links.filter(({ isDecided }) => !isDecided),
      delivery,
    ).map((one) => describeLink(one, delivery, naming, versions)),
    decided: delivery.decisions.flatMap((decision) =>
      describeDecision(decision, links, incidents, delivery, naming, versions),
    ),
    counts: {
      incidents: real.length,
      undated: await countUndated(app, visible),
      excluded: incidents.size - real.length,
      unlinked: real.filter(({ id }) => !linked.has(id)).length,
      deployments: [...delivery.deployments.values()].filter(
        ({ isChosen, isCounted, finishedAt }) =>
          isChosen &&
          isCounted &&
          finishedAt !== null &&
          finishedAt >= dateOf(from) &&
          finishedAt < dateOf(to),
      ).length,
    },
    suspectedHours: delivery.settings.suspectedHours,
  };
}

/** Incidents of no repository are nobody's in particular: who sees everything sees them. */
function isSeen({ repositoryId }: Pick<CausedIncident, 'repositoryId'>, visible: VisibleIds) {
  return visible === null || (repositoryId !== null && visible.has(repositoryId));
}

async function countUndated({ db }: Pick<AppContext, 'db'>, visible: VisibleIds): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `select count(*)::int as count from incidents where exclusion is null
       and coalesce(impact_started_at, detected_at, declared_at, acknowledged_at, mitigated_at, resolved_at,
         closed_at) is null and ($1::text[] is null or repository_id = any($1::text[]))`,
    [visible === null ? null : [...visible]],
  );
  return rows[0]?.count ?? 0;
}

/** The candidates of one incident stay together, the incident with the strongest first; of equal ones the latest. */
function rank(links: readonly IncidentLink[], { incidents }: Delivery): IncidentLink[] {
  const best = new Map<string, number>();
  for (const link of links) {
    best.set(link.incidentId, Math.max(best.get(link.incidentId) ?? 0, strengthOf(link)));
  }
  const at = (id: string) => incidents.get(id)?.startedAt?.getTime() ?? 0;
  return links.toSorted(
    (a, b) =>
      (best.get(b.incidentId) ?? 0) - (best.get(a.incidentId) ?? 0) ||
      at(b.incidentId) - at(a.incidentId) ||
      a.incidentId.localeCompare(b.incidentId) ||
      strengthOf(b) - strengthOf(a),
  );
}

type Versions = ReadonlyMap<string, number>;

function describeLink(
  link: IncidentLink,
  delivery: Delivery,
  naming: Naming,
  versions: Versions,
): AttributionLink {
  const decision = delivery.decisions.find(
    (one) => one.incidentId === link.incidentId && one.deploymentId === link.deploymentId,
  );
  return {
    ...describePair(link.incidentId, link.deploymentId, delivery),
    ...{ state: link.state, evidence: link.evidence, strength: strengthOf(link) },
    pullRequest: naming.pullRequest(link.pullRequestId),
    decision: decision === undefined ? null : describeWho(decision),
    version: versions.get(link.incidentId) ?? 0,
  };
}

function describeDecision(
  decision: DecidedLink,
  links: readonly IncidentLink[],
  incidents: ReadonlyMap<string, CausedIncident>,
  delivery: Delivery,
  naming: Naming,
  versions: Versions,
): AttributionLink[] {
  const { incidentId, deploymentId, verdict } = decision;
  const link = links.find(
    (one) => one.incidentId === incidentId && one.deploymentId === deploymentId,
  );
  if (link !== undefined) {
    return [describeLink(link, delivery, naming, versions)];
  }
  return deploymentId !== null || !incidents.has(incidentId)
    ? []
    : [
        {
          ...describePair(incidentId, null, delivery),
          ...{ state: verdict, evidence: [], strength: 0, pullRequest: null },
          decision: describeWho(decision),
          version: versions.get(incidentId) ?? 0,
        },
      ];
}

function describeWho({ decidedBy, decidedAt, note }: DecidedLink) {
  return { by: decidedBy, at: decidedAt.toISOString(), note };
}

function describePair(
  incidentId: string,
  deploymentId: string | null,
  { incidents, deployments }: Delivery,
): Pick<AttributionLink, 'incident' | 'deployment'> {
  const incident = incidents.get(incidentId);
  const deployment = deployments.get(deploymentId ?? '');
  return {
    incident: {
      ...{ id: incidentId, title: incident?.title ?? '', number: incident?.number ?? null },
      ...{ url: incident?.url ?? null, repository: incident?.repository ?? null },
      ...{ service: incident?.service ?? null, severity: incident?.severity ?? null },
      startedAt: incident?.startedAt?.toISOString() ?? null,
      endedAt: incident?.endedAt?.toISOString() ?? null,
    },
    deployment:
      deployment === undefined
        ? null
        : {
            ...{ id: deployment.deploymentId, repository: deployment.repository },
            ...{ service: serviceNameOf(deployment), sha: deployment.sha, url: deployment.url },
            finishedAt: deployment.finishedAt?.toISOString() ?? null,
            pullRequests: deployment.pullRequests,
          },
  };
}
