import type { LinkDecision } from '@bellwether/shared/delivery/incident-links.metric';
import type { Queryable } from './queryable.types.ts';

/** What a person said of a suspected link. */
export type DecidedLink = LinkDecision & {
  id: string;
  note: string | null;
  decidedBy: string;
  decidedAt: Date;
};

/** What people decided of these incidents and what stands of it, the latest first. */
export async function loadDecidedLinks(
  db: Queryable,
  incidentIds: readonly string[],
): Promise<DecidedLink[]> {
  if (incidentIds.length === 0) {
    return [];
  }
  const { rows } = await db.query<DecidedLink>(
    `select id, incident_id as "incidentId", deployment_id as "deploymentId",
       pull_request_id as "pullRequestId", verdict, note, decided_by as "decidedBy", decided_at as "decidedAt"
     from attributions where stands and incident_id = any($1::uuid[]) order by decided_at desc, id`,
    [incidentIds],
  );
  return rows;
}
