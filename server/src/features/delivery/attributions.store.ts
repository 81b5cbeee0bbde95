import type { IncidentLink } from '@bellwether/shared/delivery/incident-links.metric';
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

export type StoredDecision = {
  verdict: 'confirmed' | 'refuted';
  note: string | null;
  decidedBy: string;
};

type Pair = { incidentId: string; deploymentId: string | null };

export async function findDecision(
  db: Queryable,
  { incidentId, deploymentId }: Pair,
): Promise<StoredDecision | null> {
  const { rows } = await db.query<StoredDecision>(
    `select verdict, note, decided_by as "decidedBy" from attributions
     where incident_id = $1 and deployment_id is not distinct from $2`,
    [incidentId, deploymentId],
  );
  return rows[0] ?? null;
}

/** One word for each pair: a new one takes the place of the one before. Kept while the issue of the incident is there. */
export async function storeDecision(
  tx: Queryable,
  decision: Pair &
    StoredDecision & {
      pullRequestId: string | null;
      evidence: IncidentLink['evidence'];
      decidedById: string | null;
      decidedAt: Date;
    },
): Promise<void> {
  // Whoever decides about the same incident at the same time waits.
  const { rows } = await tx.query<{ issueId: string | null }>(
    'select issue_id as "issueId" from incidents where id = $1 for update',
    [decision.incidentId],
  );
  await deleteDecision(tx, decision);
  await tx.query(
    `insert into attributions (incident_id, deployment_id, pull_request_id, verdict, evidence, note, decided_by_id,
       decided_by, decided_at, issue_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[decision.incidentId, decision.deploymentId, decision.pullRequestId, decision.verdict],
      ...[JSON.stringify(decision.evidence), decision.note, decision.decidedById],
      ...[decision.decidedBy, decision.decidedAt, rows[0]?.issueId ?? null],
    ],
  );
}

export async function deleteDecision(
  tx: Queryable,
  { incidentId, deploymentId }: Pair,
): Promise<void> {
  await tx.query(
    'delete from attributions where incident_id = $1 and deployment_id is not distinct from $2',
    [incidentId, deploymentId],
  );
}
