import { incidentInstants } from '@bellwether/shared/incidents/derive-incident';
import type { Queryable } from './queryable.types.ts';

/** `impactStartedAt` or another name as its column, `impact_started_at`. */
export function instantColumn(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * SQL of each column of an instant: what a person entered (`edits`, a row of incident_edits or none), else what came by
 * itself (`told`) (B16).
 */
export function enteredOrElse(edits: string, told: string): ReadonlyMap<string, string> {
  return new Map(
    incidentInstants.map((name) => [
      instantColumn(name),
      `coalesce((${edits}.instants -> '${name}' ->> 'at')::timestamptz, ${told}.${instantColumn(name)})`,
    ]),
  );
}

const TOLD = incidentInstants.map((name) => `'${name}', t.${instantColumn(name)}`).join(', ');
const ENTERED = [...enteredOrElse('e', 't')]
  .map(([column, value]) => `${column} = ${value}`)
  .join(', ');

/** Lays what people entered over an incident that was just told anew, and keeps what was told beside it. */
export async function keepEnteredInstants(tx: Queryable, incidentId: string): Promise<void> {
  await tx.query(
    `update incident_edits e set told = (
       select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(jsonb_build_object(${TOLD}))
       where e.instants ? key)
     from incidents t where t.id = e.incident_id and e.incident_id = $1`,
    [incidentId],
  );
  await tx.query(
    `update incidents t set ${ENTERED} from incident_edits e
     where e.incident_id = t.id and t.id = $1`,
    [incidentId],
  );
}
