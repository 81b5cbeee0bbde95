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

/** The incidents that can say something of the deployments of a period: of any repository, since a service may be anywhere. */
export async function loadCausedIncidents(
  db: Queryable,
  question: {
    from: Instant;
    to: Instant;
    suspectedHours: number;
    /** Those that a person decided about, whenever they were. */
    decided: readonly string[];
  },
): Promise<CausedIncident[]> {
  const { from, to, suspectedHours, decided } = question;
  const { rows } = await db.query<Row>(
    `select t.id, t.repository_id as "repositoryId", r.owner || '/' || r.name as repository, i.number, t.title,
       t.url, t.service, t.severity, t.exclusion, ${startOfIncident} as "startedAt",
       coalesce(t.resolved_at, t.closed_at) as "endedAt", t.resolved_at as "resolvedAt",
       t.mitigated_at as "mitigatedAt", t.caused_by as "causedBy"
     from incidents as t left join repositories as r on r.id = t.repository_id
     left join issues as i on i.id = t.issue_id
     where ${startOfIncident} >= $1 and ${startOfIncident} < $2 or t.caused_by is not null or t.id = any($3::uuid[])
     order by "startedAt" desc nulls last, t.id`,
    [dateOf(from), dateOf(to + suspectedHours * 3600), decided],
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
