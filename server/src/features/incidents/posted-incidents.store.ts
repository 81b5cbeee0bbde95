import { incidentInstants } from '@bellwether/shared/incidents/derive-incident';
import type { PostedIncident } from '@bellwether/shared/incidents/posted-incident.schema';
import { instantColumn, keepEnteredInstants } from '../../db/entered-instants.ts';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { severitiesAfter } from '../../db/severities-said.ts';

/** The repositories that are read, by their name in lower case. */
export async function loadReadRepositories(
  db: Database,
): Promise<Map<string, { id: string; repository: string }>> {
  const { rows } = await db.pool.query<{ id: string; repository: string }>(
    `select id, owner || '/' || name repository from repositories order by lower(owner), lower(name)`,
  );
  return new Map(rows.map((row) => [row.repository.toLowerCase(), row]));
}

export type IncidentToStore = PostedIncident & { repositoryId: string | null };
export type StoredPost = { id: string; created: boolean };

/** Stores all or none, each under its source and name; one that is there already takes over what it is told now. */
export async function storePostedIncidents(
  db: Database,
  incidents: readonly IncidentToStore[],
  now: Date,
): Promise<StoredPost[]> {
  // In one order for all senders, so that two of them never wait for each other.
  const order = [...incidents.entries()].sort(([a, left], [b, right]) =>
    keyOf(left) === keyOf(right) ? a - b : keyOf(left).localeCompare(keyOf(right)),
  );
  const stored = new Map<number, StoredPost>();
  await db.transaction(async (tx) => {
    for (const [index, incident] of order) {
      stored.set(index, await storeOne(tx, incident, now));
    }
  });
  return [...incidents.keys()].flatMap((index) => stored.get(index) ?? []);
}

function keyOf(incident: IncidentToStore): string {
  return JSON.stringify([incident.source, incident.externalId]);
}

const INSTANTS = incidentInstants.map(instantColumn);
const COLUMNS = [
  ...['repository_id', 'title', 'url', 'service', 'caused_by', 'exclusion'],
  ...['updated_at', ...INSTANTS],
];
const said = severitiesAfter('t', 'excluded.severity', 'excluded.updated_at');
const STORE = `
  insert into incidents as t (kind, source, external_id, severity, severities, ${COLUMNS.join(', ')})
  values ('api', $1, $2, $3::text, case when $3::text is null then '[]'::jsonb
      else jsonb_build_array(jsonb_build_object('severity', $3::text, 'at', null)) end,
    ${COLUMNS.map((_, index) => `$${index + 4}`).join(', ')})
  on conflict (source, external_id) do update
    set severity = ${said.severity}, severities = ${said.severities},
      ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  returning id, (xmax = 0) created`;

async function storeOne(tx: Queryable, incident: IncidentToStore, now: Date): Promise<StoredPost> {
  const { rows } = await tx.query<StoredPost>(STORE, [
    ...[incident.source, incident.externalId, incident.severity ?? null],
    ...[incident.repositoryId, incident.title, incident.url ?? null, incident.service ?? null],
    ...[incident.causedBy ?? null, incident.exclusion ?? null, now],
    ...incidentInstants.map((name) => incident[name]),
  ]);
  const [row] = rows;
  if (row === undefined) {
    throw new Error('An upsert answered with no row.');
  }
  if (!row.created) {
    await keepEnteredInstants(tx, row.id);
  }
  return row;
}
