import type { IncidentLink } from '@bellwether/shared/delivery/incident-links.metric';
import type { SaidOfCause } from '@bellwether/shared/delivery/standing-decisions.rules';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import { startOfIncident } from '../../db/load-incident-causes.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type DecidedIncident = {
  id: string;
  title: string;
  repositoryId: string | null;
  startedAt: Date | null;
};

export async function findIncident(db: Queryable, id: string): Promise<DecidedIncident | null> {
  const { rows } = await db.query<DecidedIncident>(
    `select id, title, repository_id as "repositoryId",
       least(impact_started_at, detected_at, declared_at, acknowledged_at, mitigated_at, resolved_at, closed_at)
         as "startedAt"
     from incidents where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export type DecidedDeployment = {
  id: string;
  repositoryId: string;
  repository: string;
  sha: string;
  finishedAt: Date | null;
};

export async function findDeployment(db: Queryable, id: string): Promise<DecidedDeployment | null> {
  const { rows } = await db.query<DecidedDeployment>(
    `select d.deployment_id as id, d.repository_id as "repositoryId", r.owner || '/' || r.name as repository,
       d.sha, d.finished_at as "finishedAt"
     from deployment_facts as d join repositories as r on r.id = d.repository_id where d.deployment_id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** What a person said of an incident, in force or not. */
export type StoredDecision = SaidOfCause & {
  note: string | null;
  decidedBy: string;
  version: number;
  stands: boolean;
  /** Null: it was not taken back. */
  takenBackVersion: number | null;
  takenBackBy: string | null;
};

/** Everything that was said of an incident, in the order in which it was said. */
export async function loadSaid(db: Queryable, incidentId: string): Promise<StoredDecision[]> {
  const { rows } = await db.query<StoredDecision>(
    `select id, deployment_id as "deploymentId", verdict, note, decided_by as "decidedBy", version, stands,
       taken_back_version as "takenBackVersion", taken_back_by as "takenBackBy"
     from attributions where incident_id = $1 order by version, decided_at, id`,
    [incidentId],
  );
  return rows;
}

/** Whoever decides about the same incident at the same time waits. False: it is not there any more. */
export async function lockIncident(tx: Queryable, incidentId: string): Promise<boolean> {
  const { rowCount } = await tx.query('select from incidents where id = $1 for update', [
    incidentId,
  ]);
  return rowCount === 1;
}

type NewDecision = {
  incidentId: string;
  deploymentId: string | null;
  pullRequestId: string | null;
  verdict: 'confirmed' | 'refuted';
  evidence: IncidentLink['evidence'];
  note: string | null;
  decidedById: string | null;
  decidedBy: string;
  decidedAt: Date;
  version: number;
};

/** Does not stand yet. Kept while the issue of the incident is there. */
export async function insertDecision(tx: Queryable, decision: NewDecision): Promise<void> {
  await tx.query(
    `insert into attributions (incident_id, deployment_id, pull_request_id, verdict, evidence, note, decided_by_id,
       decided_by, decided_at, version, stands, issue_id)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, issue_id from incidents where id = $1`,
    [
      ...[decision.incidentId, decision.deploymentId, decision.pullRequestId, decision.verdict],
      ...[JSON.stringify(decision.evidence), decision.note, decision.decidedById],
      ...[decision.decidedBy, decision.decidedAt, decision.version],
    ],
  );
}

export async function takeBack(
  tx: Queryable,
  id: string,
  { version, by }: { version: number; by: string },
): Promise<void> {
  await tx.query(
    'update attributions set taken_back_version = $2, taken_back_by = $3 where id = $1',
    [id, version, by],
  );
}

/** These stand of what was said of the incident, and nothing else. */
export async function setStanding(
  tx: Queryable,
  incidentId: string,
  ids: readonly string[],
): Promise<void> {
  // One after the other: at no instant do two words of one pair stand.
  for (const stands of [false, true]) {
    await tx.query(
      `update attributions set stands = $3
       where incident_id = $1 and stands <> $3 and (id = any($2::uuid[])) = $3`,
      [incidentId, ids, stands],
    );
  }
}

/** The version of what was said, by incident of a period, of those of which something was. */
export async function loadVersions(
  db: Queryable,
  { from, to }: { from: Instant; to: Instant },
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ incidentId: string; version: number }>(
    `select a.incident_id as "incidentId", max(greatest(a.version, a.taken_back_version)) as version
     from attributions as a join incidents as t on t.id = a.incident_id
     where ${startOfIncident} >= $1 and ${startOfIncident} < $2 group by a.incident_id`,
    [dateOf(from), dateOf(to)],
  );
  return new Map(rows.map(({ incidentId, version }) => [incidentId, version]));
}
