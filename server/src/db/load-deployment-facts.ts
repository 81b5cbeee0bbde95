import type { DeploymentFacts } from '@bellwether/shared/delivery/deployment-facts';
import { serviceKeyOf } from '@bellwether/shared/delivery/judge-deployments.metric';
import { dateOf, type Instant, instantOf } from '@bellwether/shared/time/instant';
import { createParameters, type Parameters } from './pull-request-conditions.ts';
import type { Queryable } from './queryable.types.ts';
import { accountsOfTeams, withTeamsBelow } from './row-scope-conditions.ts';

/** Which deployments are asked for; `[from, to)`. */
export type DeliveryQuestion = {
  from: Instant;
  to: Instant;
  /** Node ids. Null: all. */
  repositories: readonly string[] | null;
  /** Handles of teams, `slug` or `organisation/slug`. Absent or none: all. */
  teams?: readonly string[] | undefined;
};

/** A deployment with what a page needs to show it. */
export type DeliveredDeployment = DeploymentFacts & {
  /** `owner/name` */
  repository: string;
  kind: string;
  /** The workflow, or the release's tag. Null: neither. */
  name: string | null;
  url: string;
  /** Whether it is one of the teams that were asked for; the others are here for what they say of these. */
  isChosen: boolean;
};

type Chosen = Pick<DeliveryQuestion, 'repositories' | 'teams'>;

/** The deployments that ended in the period, and the remedies after it of what ended before its end. */
export async function loadDeploymentFacts(
  db: Queryable,
  { from, to, ...chosen }: DeliveryQuestion,
): Promise<DeliveredDeployment[]> {
  const parameters = createParameters();
  const begin = `${parameters.add(dateOf(from))}::timestamptz`;
  const end = `${parameters.add(dateOf(to))}::timestamptz`;
  const within = `(d.finished_at >= ${begin} and (d.finished_at < ${end} or d.is_remediation and exists (
      select from jsonb_array_elements(d.remedies) as remedy
      join deployment_facts as mended on mended.deployment_id = remedy ->> 'deploymentId' where mended.finished_at < ${end}))
    or d.finished_at is null and d.failed_at >= ${begin} and d.failed_at < ${end})`;
  return await select(db, chosen, within, parameters);
}

/** Some deployments by their ids with what mended them, as far as they are in the repositories. */
export async function loadNamedDeployments(
  db: Queryable,
  { repositories, teams }: Chosen,
  ids: readonly string[],
): Promise<DeliveredDeployment[]> {
  if (ids.length === 0) {
    return [];
  }
  const parameters = createParameters();
  const wanted = `any(${parameters.add([...new Set(ids)])}::text[])`;
  const named = `(d.deployment_id = ${wanted} or d.is_remediation and exists (
    select from jsonb_array_elements(d.remedies) as mended where mended ->> 'deploymentId' = ${wanted}))`;
  return await select(db, { repositories, teams }, named, parameters);
}

async function select(
  db: Queryable,
  { repositories, teams = [] }: Chosen,
  condition: string,
  parameters: Parameters,
): Promise<DeliveredDeployment[]> {
  const where = [
    condition,
    ...(repositories === null
      ? []
      : [`d.repository_id = any(${parameters.add([...repositories])}::text[])`]),
  ];
  const { rows } = await db.query<DeliveredDeployment>(
    `select d.deployment_id as "deploymentId", d.repository_id as "repositoryId", d.service, d.environment,
       d.track, d.sha, d.finished_at as "finishedAt", d.failed_at as "failedAt", d.step,
       d.is_counted as "isCounted", d.previous_id as "previousId", d.takes_back_id as "takesBackId",
       d.pull_requests as "pullRequests", d.pull_request_ids as "pullRequestIds",
       d.is_remediation as "isRemediation", d.remediation_kind as "remediationKind",
       d.remedies_id as "remediesId", d.remedies, r.owner || '/' || r.name as repository, p.kind, p.name,
       coalesce(p.url, r.url || '/commit/' || d.sha) as url, ${isOfTeams(teams, parameters)} as "isChosen"
     from deployment_facts as d join deployments as p on p.id = d.deployment_id
     join repositories as r on r.id = d.repository_id
     where ${where.join(' and ')}
     order by coalesce(d.finished_at, d.failed_at), d.deployment_id`,
    parameters.values,
  );
  return rows;
}

/**
 * SQL that is true for a deployment `d` of the teams: it brought a pull request by one of their people; one that brought none
 * that is known (the first, a rollback) belongs to the teams of its repository.
 */
function isOfTeams(teams: readonly string[], parameters: Parameters): string {
  if (teams.length === 0) {
    return 'true';
  }
  const handles = parameters.add(teams.map((handle) => handle.toLowerCase()));
  const named = `select id from teams where lower(coalesce(organization || '/', '') || slug) = any(${handles}::text[])`;
  return `case when d.pull_requests > 0
    then exists (select from pull_request_facts as f where f.pull_request_id = any(d.pull_request_ids)
      and f.author_id in (${accountsOfTeams(named)}))
    else d.repository_id in (select repository_id from team_repositories where team_id in (${withTeamsBelow(named)})) end`;
}

/** A service that something was deployed to, and when that is known to have begun. */
export type DeployedService = {
  serviceKey: string;
  repositoryId: string;
  repository: string;
  service: string | null;
  environment: string;
  firstAt: Instant;
};

export async function loadDeployedServices(db: Queryable): Promise<DeployedService[]> {
  const { rows } = await db.query<
    Omit<DeployedService, 'serviceKey' | 'firstAt'> & { track: string; firstAt: Date }
  >(
    `select d.repository_id as "repositoryId", r.owner || '/' || r.name as repository, d.track,
       min(d.service) as service, min(d.environment) as environment, min(d.finished_at) as "firstAt"
     from deployment_facts as d join repositories as r on r.id = d.repository_id
     where d.finished_at is not null
     group by d.repository_id, r.owner, r.name, d.track order by r.owner, r.name, d.track`,
  );
  return rows.map(({ track, firstAt, ...row }) => ({
    ...row,
    serviceKey: serviceKeyOf({ repositoryId: row.repositoryId, track }),
    firstAt: instantOf(firstAt),
  }));
}
