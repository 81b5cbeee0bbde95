import type {
  AttributionInbox,
  AttributionInput,
  AttributionLink,
} from '@bellwether/shared/delivery/attribution.schema';
import { type IncidentLink, strengthOf } from '@bellwether/shared/delivery/incident-links.metric';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
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

/**
 * The links between incidents of the period and deployments: those that wait for a person, and those that were decided; of
 * each the first, with how many there are.
 */
export async function readInbox(
  app: Pick<AppContext, 'db' | 'clock'>,
  { filter, ...wanted }: AttributionInput,
  sight: Sight,
  zone = 'UTC',
): Promise<AttributionInbox> {
  const { from, to } = readPeriod(filter, 'month', zone);
  const { repositories, visible } = await chooseRepositories(app, filter, sight.scope);
  const asked = { from, to, repositories, teams: filter.teams };
  // Read first: what is said while the rest is read is then refused as stale, not overwritten.
  const versions = await loadVersions(app.db.pool, { from, to });
  const delivery = await readDeliveries(app.db.pool, asked);
  const isInPeriod = ({ startedAt }: CausedIncident) =>
    startedAt !== null && startedAt >= dateOf(from) && startedAt < dateOf(to);
  const incidents = new Map(
    [...delivery.incidents].filter(([, one]) => isSeen(one, visible) && isInPeriod(one)),
  );
  const links = delivery.links.filter(
    ({ incidentId, deploymentId }) =>
      incidents.has(incidentId) && delivery.deployments.get(deploymentId)?.isChosen === true,
  );
  const pending = rank(
    links.filter(({ isDecided }) => !isDecided),
    delivery,
  );
  const decided = findDecided(delivery.decisions, links, incidents);
  const page = [
    ...pending.slice(0, wanted.pending),
    ...decided.slice(0, wanted.decided).flatMap(({ link }) => link ?? []),
  ];
  const naming = await createNaming(
    app.db.pool,
    delivery,
    page.map(({ pullRequestId }) => pullRequestId),
    sight,
    visible,
  );
  const telling = createTelling({ delivery, naming, versions });
  return {
    now: app.clock().toISOString(),
    pending: pending.slice(0, wanted.pending).map(telling.link),
    pendingTotal: pending.length,
    decided: decided.slice(0, wanted.decided).map(telling.decided),
    decidedTotal: decided.length,
    counts: {
      ...countIncidents([...incidents.values()], links),
      undated: await countUndated(app, visible),
      deployments: countDeployments(delivery, from, to),
    },
    suspectedHours: delivery.settings.suspectedHours,
  };
}

function countIncidents(incidents: readonly CausedIncident[], links: readonly IncidentLink[]) {
  const linked = new Set(links.map(({ incidentId }) => incidentId));
  const real = incidents.filter(({ exclusion }) => exclusion === null);
  return {
    incidents: real.length,
    excluded: incidents.length - real.length,
    unlinked: real.filter(({ id }) => !linked.has(id)).length,
  };
}

function countDeployments({ deployments }: Delivery, from: Instant, to: Instant): number {
  return [...deployments.values()].filter(
    ({ isChosen, isCounted, finishedAt }) =>
      isChosen &&
      isCounted &&
      finishedAt !== null &&
      finishedAt >= dateOf(from) &&
      finishedAt < dateOf(to),
  ).length;
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

/** The latest incident first; the candidates of one incident stay together, the strongest first. */
function rank(links: readonly IncidentLink[], { incidents }: Delivery): IncidentLink[] {
  const at = (id: string) => incidents.get(id)?.startedAt?.getTime() ?? 0;
  return links.toSorted(
    (a, b) =>
      at(b.incidentId) - at(a.incidentId) ||
      a.incidentId.localeCompare(b.incidentId) ||
      strengthOf(b) - strengthOf(a),
  );
}

/** What was decided of incidents that are told; `link` null: that no deployment caused it. */
type Decided = { decision: DecidedLink; link: IncidentLink | null };

function findDecided(
  decisions: readonly DecidedLink[],
  links: readonly IncidentLink[],
  incidents: ReadonlyMap<string, CausedIncident>,
): Decided[] {
  const byPair = new Map(links.map((link) => [pairOf(link), link]));
  return decisions.flatMap((decision): Decided[] => {
    const link = byPair.get(pairOf(decision));
    if (link !== undefined) {
      return [{ decision, link }];
    }
    const isTold = decision.deploymentId === null && incidents.has(decision.incidentId);
    return isTold ? [{ decision, link: null }] : [];
  });
}

function pairOf({ incidentId, deploymentId }: Pick<DecidedLink, 'incidentId' | 'deploymentId'>) {
  return `${incidentId} ${deploymentId ?? ''}`;
}

type Told = { delivery: Delivery; naming: Naming; versions: ReadonlyMap<string, number> };

function createTelling({ delivery, naming, versions }: Told) {
  const tell = (link: IncidentLink, decision: DecidedLink | null): AttributionLink => ({
    ...describePair(link.incidentId, link.deploymentId, delivery),
    ...{ state: link.state, evidence: link.evidence, strength: strengthOf(link) },
    pullRequest: naming.pullRequest(link.pullRequestId),
    decision: decision === null ? null : describeWho(decision),
    version: versions.get(link.incidentId) ?? 0,
  });
  return {
    link: (link: IncidentLink) => tell(link, null),
    decided: ({ decision, link }: Decided): AttributionLink =>
      link === null
        ? {
            ...describePair(decision.incidentId, null, delivery),
            ...{ state: decision.verdict, evidence: [], strength: 0, pullRequest: null },
            decision: describeWho(decision),
            version: versions.get(decision.incidentId) ?? 0,
          }
        : tell(link, decision),
  };
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
