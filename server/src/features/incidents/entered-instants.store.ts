import {
  deriveIncident,
  type IncidentInstant,
  type IncidentInstants,
  incidentInstants,
} from '@bellwether/shared/incidents/derive-incident';
import { loadIncidentRule, loadLabelledIssues } from '../../db/derive-incidents.ts';
import { instantColumn } from '../../db/entered-instants.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type EnteredInstant = { at: string; editedBy: string; editedAt: string };
export type EnteredInstants = Partial<Record<IncidentInstant, EnteredInstant>>;

export type StoredEdits = {
  entered: EnteredInstants;
  told: Partial<Record<IncidentInstant, string | null>>;
  /** 0: nobody ever entered anything. */
  version: number;
};

export async function loadEdits(db: Queryable, incidentId: string): Promise<StoredEdits> {
  const { rows } = await db.query<StoredEdits>(
    'select instants entered, told, version from incident_edits where incident_id = $1',
    [incidentId],
  );
  return rows[0] ?? { entered: {}, told: {}, version: 0 };
}

/** The names of the instants that people entered, by incident; incidents without any are left out. */
export async function loadEnteredNames(
  db: Queryable,
  incidentIds: readonly string[],
): Promise<Map<string, IncidentInstant[]>> {
  const { rows } = await db.query<{ id: string; names: IncidentInstant[] }>(
    `select incident_id id, array(select jsonb_object_keys(instants)) names from incident_edits
     where incident_id = any($1::uuid[])`,
    [incidentIds],
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}

type EditedIncident = IncidentInstants & {
  id: string;
  title: string;
  issueId: string | null;
  repositoryId: string | null;
};

/** Null: there is none. Nobody else changes it until the transaction ends. */
export async function lockIncident(tx: Queryable, id: string): Promise<EditedIncident | null> {
  const columns = incidentInstants.map((name) => `${instantColumn(name)} "${name}"`).join(', ');
  const { rows } = await tx.query<EditedIncident>(
    `select id, title, issue_id "issueId", repository_id "repositoryId", ${columns} from incidents
     where id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

/** What came by itself: from the issue, or from the other system. */
export async function readTold(
  tx: Queryable,
  incident: EditedIncident,
  edits: StoredEdits,
): Promise<IncidentInstants> {
  const { issueId, repositoryId } = incident;
  if (issueId !== null && repositoryId !== null) {
    const [issue] = await loadLabelledIssues(tx, repositoryId, [issueId]);
    const rule = await loadIncidentRule(tx, repositoryId);
    const derived = issue === undefined ? null : deriveIncident(issue, rule);
    if (derived !== null) {
      return derived;
    }
  }
  return Object.fromEntries(
    incidentInstants.map((name) => {
      const kept = edits.told[name];
      return [name, edits.entered[name] === undefined ? incident[name] : dateOrNull(kept)];
    }),
  ) as IncidentInstants;
}

function dateOrNull(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(text);
}

/** Stores what people entered, and lays it over the incident. */
export async function saveEdits(
  tx: Queryable,
  { id, issueId }: EditedIncident,
  edits: { entered: EnteredInstants; told: IncidentInstants; version: number },
  inForce: IncidentInstants,
  now: Date,
): Promise<void> {
  const told = Object.fromEntries(
    incidentInstants.flatMap((name) =>
      edits.entered[name] === undefined ? [] : [[name, edits.told[name]]],
    ),
  );
  await tx.query(
    `insert into incident_edits (incident_id, issue_id, instants, told, version, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (incident_id) do update set instants = excluded.instants, told = excluded.told,
       version = excluded.version, changed_at = excluded.changed_at`,
    [id, issueId, JSON.stringify(edits.entered), JSON.stringify(told), edits.version, now],
  );
  const assignments = incidentInstants.map(
    (name, index) => `${instantColumn(name)} = $${index + 2}`,
  );
  await tx.query(`update incidents set ${assignments.join(', ')} where id = $1`, [
    id,
    ...incidentInstants.map((name) => inForce[name]),
  ]);
}
