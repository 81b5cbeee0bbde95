import {
  type DerivedIncident,
  deriveIncident,
  type IncidentIssue,
  incidentInstants,
} from '@bellwether/shared/incidents/derive-incident';
import { defaultIncidentRule, type IncidentRule } from '@bellwether/shared/incidents/incident-rule';
import { enteredOrElse, instantColumn } from './entered-instants.ts';
import type { Queryable } from './queryable.types.ts';
import { severitiesAfter } from './severities-said.ts';

/** Which issues of the repository are incidents: its own rule, else the one for all, else the one of a fresh installation. */
export async function loadIncidentRule(db: Queryable, repositoryId: string): Promise<IncidentRule> {
  const { rows } = await db.query<IncidentRule>(
    `select labels, severities, services, exclusions from incident_rules
     where repository_id = $1 or repository_id is null order by repository_id nulls last limit 1`,
    [repositoryId],
  );
  return rows[0] ?? defaultIncidentRule;
}

/** Issues of a repository that bear any label at all; with ids only those of them. */
export async function loadLabelledIssues(
  db: Queryable,
  repositoryId: string,
  issueIds: readonly string[] | null = null,
): Promise<(IncidentIssue & { number: number })[]> {
  const { rows } = await db.query<IncidentIssue & { number: number }>(
    `select i.id, i.repository_id "repositoryId", i.number, i.title, i.url, i.state,
       i.state_reason "stateReason", i.created_at "createdAt", i.updated_at "updatedAt",
       i.closed_at "closedAt", array_agg(l.name order by l.name) labels
     from issues i join issue_labels l on l.issue_id = i.id
     where i.repository_id = $1 and ($2::text[] is null or i.id = any($2))
     group by i.id order by i.id`,
    [repositoryId, issueIds],
  );
  return rows;
}

/**
 * Derives the incidents that issues of a repository tell of, by the rule in force, and stores them: an issue that tells of
 * none any more has none. What they were said to be is kept, and the worst of it counts (B16); `anew`, since the rule is
 * another one, it is not: by that rule the labels of now are the first. `issueIds` null: all issues. Call it in the
 * transaction that changed the issues or the rule.
 */
export async function storeDerivedIncidents(
  tx: Queryable,
  repositoryId: string,
  issueIds: readonly string[] | null,
  { anew = false }: { anew?: boolean } = {},
): Promise<void> {
  const rule = await loadIncidentRule(tx, repositoryId);
  const issues = await loadLabelledIssues(tx, repositoryId, issueIds);
  const incidents = issues.flatMap((issue) => deriveIncident(issue, rule) ?? []);
  await tx.query(
    `delete from incidents where kind = 'issue' and repository_id = $1
     and ($2::text[] is null or issue_id = any($2)) and not issue_id = any($3)`,
    [repositoryId, issueIds, incidents.map(({ issueId }) => issueId)],
  );
  if (incidents.length > 0) {
    await tx.query(UPSERT, [JSON.stringify(incidents.map(toColumns)), anew]);
  }
}

const INSTANT_COLUMNS = incidentInstants.map(instantColumn);
const COLUMNS = [
  ...[
    'repository_id',
    'title',
    'url',
    'severity',
    'severities',
    'service',
    'exclusion',
    'updated_at',
  ],
  ...INSTANT_COLUMNS,
];
const list = (prefix: string) => COLUMNS.map((column) => `${prefix}.${column}`).join(', ');

const said = severitiesAfter('b', 'r.severity', 'r.updated_at');
const sources = new Map([
  ...enteredOrElse('e', 'r'),
  ['severity', said.severity],
  ['severities', said.severities],
]);
const DERIVED = COLUMNS.map((column) => sources.get(column) ?? `r.${column}`).join(', ');

/** The id follows from the issue's, so that the same issues always give the same rows, and keep what people entered (B16). */
const UPSERT = `
  insert into incidents as t (id, kind, issue_id, ${COLUMNS.join(', ')})
  select md5(r.issue_id)::uuid, 'issue', r.issue_id, ${DERIVED}
  from jsonb_populate_recordset(null::incidents, $1::jsonb) r
    left join incident_edits e on e.incident_id = md5(r.issue_id)::uuid
    left join incidents b on b.issue_id = r.issue_id and not $2::boolean
  on conflict (issue_id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  where (${list('t')}) is distinct from (${list('excluded')})`;

function toColumns(incident: DerivedIncident): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(incident).map(([name, value]) => [instantColumn(name), value]),
  );
}
