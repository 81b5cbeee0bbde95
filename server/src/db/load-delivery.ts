import type { DeliverySettings } from '@bellwether/shared/delivery/delivery-settings.schema';
import type { DeploymentFacts } from '@bellwether/shared/delivery/deployment-facts';
import {
  type JudgedDeployments,
  judgeDeployments,
} from '@bellwether/shared/delivery/judge-deployments.metric';
import { namesOfServices } from '@bellwether/shared/delivery/services.rules';
import type { Instant } from '@bellwether/shared/time/instant';
import { type DecidedLink, loadDecidedLinks } from './load-decided-links.ts';
import { loadDeliverySettings } from './load-delivery-settings.ts';
import {
  type DeliveredDeployment,
  type DeliveryQuestion,
  loadDeployedServices,
  loadDeploymentFacts,
  loadNamedDeployments,
} from './load-deployment-facts.ts';
import { type CausedIncident, loadCausedIncidents } from './load-incident-causes.ts';
import type { Queryable } from './queryable.types.ts';

export type PullRequestTitle = { id: string; number: number; title: string; url: string };

export type Delivery = JudgedDeployments & {
  settings: DeliverySettings;
  /** Of the period, with what may be suspected beside it, every earlier one that something in it mends and the later remedies. */
  deployments: ReadonlyMap<string, DeliveredDeployment>;
  /** Those that can say something of the deployments of the period, and what people decided of them. */
  incidents: ReadonlyMap<string, CausedIncident>;
  decisions: readonly DecidedLink[];
  /** Of reverts, hotfixes and what they take back, by id. */
  pullRequests: ReadonlyMap<string, PullRequestTitle>;
  /** The first deployment that is known of each service, by its key, in the repositories asked for. */
  firstAt: ReadonlyMap<string, Instant>;
};

/**
 * The deployments of a period with what failed and why (B15): what a person confirmed counts as soon as it is stored. Reads the
 * facts of deployments alone, never a commit.
 */
export async function loadDelivery(db: Queryable, question: DeliveryQuestion): Promise<Delivery> {
  const settings = await loadDeliverySettings(db);
  const services = await loadDeployedServices(db);
  // An incident suspects the likeliest of all that are near, be they in the period or not.
  const margin = settings.suspectedHours * 3600;
  const wide = { ...question, from: question.from - margin, to: question.to + margin };
  const near = await loadDeploymentFacts(db, wide);
  const incidents = await loadCausedIncidents(db, {
    ...{ from: question.from, to: question.to, suspectedHours: settings.suspectedHours },
    repositories: question.repositories,
  });
  const decisions = await loadDecidedLinks(
    db,
    incidents.map(({ id }) => id),
  );
  const known = new Set(near.map(({ deploymentId }) => deploymentId));
  const named = [
    ...near.flatMap(({ remedies }) => remedies.flatMap(({ deploymentId }) => deploymentId ?? [])),
    ...decisions.flatMap(({ deploymentId }) => deploymentId ?? []),
    ...incidents.flatMap(({ causeDeploymentIds }) => causeDeploymentIds),
  ].filter((id) => !known.has(id));
  const others = (await loadNamedDeployments(db, question, named)).filter(
    ({ deploymentId }) => !known.has(deploymentId),
  );
  const deployments = [...near, ...others].sort(
    (a, b) => Number(a.finishedAt ?? a.failedAt) - Number(b.finishedAt ?? b.failedAt),
  );
  const remedial = await loadTitles(db, namedByRemedies(deployments));
  const judged = judgeDeployments({
    ...{ incidents, deployments, decisions, suspectedHours: settings.suspectedHours },
    services: namesOfServices(
      services,
      new Map(services.map((s) => [s.repositoryId, s.repository])),
    ),
    titles: new Map([...remedial].map(([id, { title }]) => [id, title])),
  });
  const suspects = judged.links.flatMap(({ pullRequestId }) => pullRequestId ?? []);
  const suspected = await loadTitles(
    db,
    suspects.filter((id) => !remedial.has(id)),
  );
  return {
    ...{ ...judged, settings, decisions, pullRequests: new Map([...remedial, ...suspected]) },
    deployments: new Map(deployments.map((one) => [one.deploymentId, one])),
    incidents: new Map(incidents.map((one) => [one.id, one])),
    firstAt: new Map(
      services
        .filter((one) => question.repositories?.includes(one.repositoryId) !== false)
        .map(({ serviceKey, firstAt }) => [serviceKey, firstAt]),
    ),
  };
}

function namedByRemedies(deployments: readonly DeploymentFacts[]): string[] {
  return deployments.flatMap(({ remedies }) =>
    remedies.flatMap((one) => [one.pullRequestId, one.revertsId].filter((id) => id !== null)),
  );
}

async function loadTitles(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, PullRequestTitle>> {
  if (ids.length === 0) {
    return new Map();
  }
  const { rows } = await db.query<PullRequestTitle>(
    'select id, number, title, url from pull_requests where id = any($1::text[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
