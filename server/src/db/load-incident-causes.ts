import type { LinkableIncident } from '@bellwether/shared/delivery/incident-links.metric';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import type { Queryable } from './queryable.types.ts';

/** An incident with what it says about its cause. */
export type CausedIncident = LinkableIncident & {
  repository: string | null;
  number: number | null;
  url: string | null;
  severity: string | null;
  resolvedAt: Date | null;
  causedBy: string | null;
  /** Deployments that first brought the pull request which it names. */
  causeDeploymentIds: string[];
};

type Row = Omit<CausedIncident, 'cause' | 'causeDeploymentIds'>;

/** SQL of the earliest instant that is known of an incident `t`. */
export const startOfIncident = `least(t.impact_started_at, t.detected_at, t.declared_at, t.acknowledged_at, t.mitigated_at,
  t.resolved_at, t.closed_at)`;

/**
 * SQL of the tables `named`, the pull requests that incidents name as their cause; and `said`, the pairs of a real incident and
 * a deployment of which a person or the incident said something. A pull request stands for the deployment that first brought it,
 * and for each of the period `[from, to)` that did.
 */
function saidOfDeployments(from: string, to: string): string {
  const isCommit = `t.caused_by ~* '${COMMIT.source}'`;
  return `named (incident_id, pull_request_id) as (
      select t.id, p.id from incidents as t
        join repositories as r on lower(r.owner || '/' || r.name) = split_part(lower(t.caused_by), '#', 1)
        join pull_requests as p on p.repository_id = r.id and p.number::text = split_part(t.caused_by, '#', 2)
      where t.exclusion is null and t.caused_by like '%#%'
      union
      select t.id, p.id from incidents as t
        join pull_requests as p on p.merge_commit_sha >= lower(t.caused_by) and p.merge_commit_sha < lower(t.caused_by) || 'g'
      where t.exclusion is null and ${isCommit}
    ), said (incident_id, deployment_id, is_confirmed) as (
      select a.incident_id, a.deployment_id, a.verdict = 'confirmed' from attributions as a
        join incidents as t on t.id = a.incident_id
      where a.stands and a.deployment_id is not null and t.exclusion is null
      union all
      select named.incident_id, f.deployment_id, true from named
        join pull_request_facts as f on f.pull_request_id = named.pull_request_id
      where f.deployment_id is not null
      union all
      select named.incident_id, brought.deployment_id, true from named
        join (select deployment_id, unnest(pull_request_ids) as id from deployment_facts
          where finished_at >= ${from} and finished_at < ${to}) as brought on brought.id = named.pull_request_id
      union all
      select t.id, d.deployment_id, true from incidents as t
        join deployment_facts as d on left(d.sha, 7) = left(lower(t.caused_by), 7)
          and starts_with(d.sha, lower(t.caused_by))
      where t.exclusion is null and ${isCommit}
    )`;
}

/**
 * SQL of the table `chosen`, of those of which something was said: the deployments of the period, those that an incident of it
 * is about, and the earlier ones that were mended in it or later or failed and were not well before it, as far as each incident
 * says for itself; and all that the incidents of these are about, so that of each that is judged all is known.
 */
function chosenDeployments(from: string, to: string, { repositories, until }: Bounds): string {
  return `mending (deployment_id, at) as (
      select remedy ->> 'deploymentId', d.finished_at from deployment_facts as d
        cross join lateral jsonb_array_elements(d.remedies) as remedy where d.is_remediation
    ), mended (deployment_id, first_at, last_at) as (
      select deployment_id, min(at) filter (where at < ${from}), max(at) from mending group by 1
    ), chosen (deployment_id) as (
      select d.deployment_id from said join deployment_facts as d on d.deployment_id = said.deployment_id
        join incidents as t on t.id = said.incident_id
        left join mended on mended.deployment_id = d.deployment_id
      where (${repositories}::text[] is null or d.repository_id = any(${repositories}::text[]))
        and (${startOfIncident} >= ${from} and ${startOfIncident} < ${until} or d.finished_at < ${to}
          and (d.finished_at >= ${from} or mended.last_at >= ${from} or said.is_confirmed and mended.first_at is null
            and (t.mitigated_at is null or t.mitigated_at < d.finished_at or t.mitigated_at >= ${from})))
      union
      select other.deployment_id from chosen join said on said.deployment_id = chosen.deployment_id
        join said as other on other.incident_id = said.incident_id
    )`;
}

/** SQL: the node ids of repositories, null: all; and until when an incident's beginning may suspect the deployments. */
type Bounds = { repositories: string; until: string };

/**
 * The incidents that can say something of the deployments of a period: of any repository, since a service may be anywhere. Those
 * that began in it, or so soon after it that it is suspected; and, whenever they began, those of which a person or the incident
 * itself said something about a deployment of the period, or about an earlier one that was not well again before it.
 */
export async function loadCausedIncidents(
  db: Queryable,
  question: {
    from: Instant;
    to: Instant;
    suspectedHours: number;
    /** Of the deployments. Null: all. */
    repositories: readonly string[] | null;
  },
): Promise<CausedIncident[]> {
  const { from, to, suspectedHours, repositories } = question;
  const { rows } = await db.query<Row>(
    `with recursive ${saidOfDeployments('$1', '$2')}, ${chosenDeployments('$1', '$2', { repositories: '$3', until: '$4' })}
     select t.id, t.repository_id as "repositoryId", r.owner || '/' || r.name as repository, i.number, t.title,
       t.url, t.service, t.severity, t.exclusion, ${startOfIncident} as "startedAt",
       coalesce(t.resolved_at, t.closed_at) as "endedAt", t.resolved_at as "resolvedAt",
       t.mitigated_at as "mitigatedAt", t.caused_by as "causedBy"
     from incidents as t left join repositories as r on r.id = t.repository_id
     left join issues as i on i.id = t.issue_id
     where ${startOfIncident} >= $1 and ${startOfIncident} < $4
       or t.id in (select said.incident_id from said join chosen on chosen.deployment_id = said.deployment_id)
     order by "startedAt" desc nulls last, t.id`,
    [dateOf(from), dateOf(to), repositories, dateOf(to + suspectedHours * 3600)],
  );
  const causes = await findCauses(db, rows);
  return rows.map((row) => {
    const found = causes.get(row.causedBy?.toLowerCase() ?? '');
    return { ...row, cause: causeOf(row, found), causeDeploymentIds: found?.deploymentIds ?? [] };
  });
}

function causeOf({ causedBy }: Row, found: FoundCause | undefined): CausedIncident['cause'] {
  if (found?.pullRequestId !== undefined && found.pullRequestId !== null) {
    return { pullRequestId: found.pullRequestId };
  }
  return causedBy !== null && COMMIT.test(causedBy) ? { commit: causedBy } : null;
}

const COMMIT = /^[0-9a-f]{7,40}$/i;

type FoundCause = { pullRequestId: string | null; deploymentIds: string[] };

/** What `causedBy` names, by its text in lower case: a pull request by name or by the commit that its merge left. */
async function findCauses(
  db: Queryable,
  incidents: readonly Row[],
): Promise<Map<string, FoundCause>> {
  const texts = [...new Set(incidents.flatMap((row) => row.causedBy?.toLowerCase() ?? []))];
  if (texts.length === 0) {
    return new Map();
  }
  const commits = texts.filter((text) => COMMIT.test(text));
  const { rows } = await db.query<{ text: string; id: string | null; deploymentId: string | null }>(
    `select lower(r.owner || '/' || r.name || '#' || p.number) as text, p.id, f.deployment_id as "deploymentId"
     from unnest($1::text[]) as named (text)
     join repositories as r on lower(r.owner || '/' || r.name) = split_part(named.text, '#', 1)
     join pull_requests as p on p.repository_id = r.id and p.number::text = split_part(named.text, '#', 2)
     left join pull_request_facts as f on f.pull_request_id = p.id
     union all
     select named.text, p.id, f.deployment_id from unnest($2::text[]) as named (text)
     join pull_requests as p on p.merge_commit_sha >= named.text and p.merge_commit_sha < named.text || 'g'
     left join pull_request_facts as f on f.pull_request_id = p.id
     union all
     select named.text, null, d.deployment_id from unnest($2::text[]) as named (text)
     join deployment_facts as d on starts_with(d.sha, named.text)`,
    [texts.filter((text) => text.includes('#')), commits],
  );
  const found = new Map<string, FoundCause>();
  for (const { text, id, deploymentId } of rows) {
    const before = found.get(text);
    found.set(text, {
      pullRequestId: before?.pullRequestId ?? id,
      deploymentIds: [
        ...(before?.deploymentIds ?? []),
        ...(deploymentId === null ? [] : [deploymentId]),
      ],
    });
  }
  return found;
}
