import type { Queryable } from '../../db/queryable.types.ts';

export type CauseRow = { incidentId: string; words: string; url: string | null };

/** Deployments that a person confirmed as the cause; pull requests one by one are not named. */
export async function loadConfirmedCauses(
  db: Queryable,
  incidentIds: readonly string[],
): Promise<CauseRow[]> {
  const { rows } = await db.query<CauseRow>(
    `select a.incident_id "incidentId", d.url,
       coalesce(d.service, r.owner || '/' || r.name) || ', ' || d.environment || ', ' || left(d.sha, 7) words
     from attributions a join deployments d on d.id = a.deployment_id
       join repositories r on r.id = d.repository_id
     where a.verdict = 'confirmed' and a.incident_id = any($1::uuid[])
     order by a.decided_at, a.id`,
    [incidentIds],
  );
  return rows;
}
