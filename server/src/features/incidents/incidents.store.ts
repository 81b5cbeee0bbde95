import type { IncidentInstants } from '@bellwether/shared/incidents/derive-incident';
import type { Exclusion, IncidentRule, Severity } from '@bellwether/shared/incidents/incident-rule';
import { loadLabelledIssues, storeDerivedIncidents } from '../../db/derive-incidents.ts';
import type { Database } from '../../db/open-database.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type StoredRules = {
  /** Null: nobody chose one. */
  forAll: IncidentRule | null;
  own: Map<string, IncidentRule>;
};

export async function loadRules(db: Database): Promise<StoredRules> {
  const { rows } = await db.pool.query<IncidentRule & { repositoryId: string | null }>(
    `select repository_id "repositoryId", labels, severities, services, exclusions
     from incident_rules order by repository_id`,
  );
  const rules = rows.map(({ repositoryId, ...rule }) => ({ repositoryId, rule }));
  return {
    forAll: rules.find(({ repositoryId }) => repositoryId === null)?.rule ?? null,
    own: new Map(
      rules.flatMap(({ repositoryId, rule }) =>
        repositoryId === null ? [] : [[repositoryId, rule] as const],
      ),
    ),
  };
}

/** Stores a rule, null: removes it, and derives the incidents of the repositories that follow it, all at once. */
export async function replaceRule(
  db: Database,
  repositoryId: string | null,
  rule: IncidentRule | null,
  affected: readonly string[],
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (rule === null) {
      await tx.query('delete from incident_rules where repository_id is not distinct from $1', [
        repositoryId,
      ]);
    } else {
      await tx.query(
        `insert into incident_rules (repository_id, labels, severities, services, exclusions, updated_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (repository_id) do update set labels = excluded.labels, severities = excluded.severities,
           services = excluded.services, exclusions = excluded.exclusions, updated_at = excluded.updated_at`,
        [
          ...[repositoryId, rule.labels, JSON.stringify(rule.severities)],
          ...[JSON.stringify(rule.services), JSON.stringify(rule.exclusions), now],
        ],
      );
    }
    for (const id of affected) {
      await storeDerivedIncidents(tx, id, null, { anew: true });
    }
  });
}

export type RepositoryName = { id: string; repository: string; issues: number };

export async function loadRepositoryNames(db: Database): Promise<RepositoryName[]> {
  const { rows } = await db.pool.query<RepositoryName>(
    `select r.id, r.owner || '/' || r.name repository, count(i.id)::int issues
     from repositories r left join issues i on i.repository_id = r.id
     group by r.id order by lower(r.owner), lower(r.name)`,
  );
  return rows;
}

export async function loadIssues(db: Database, repositoryId: string) {
  return await loadLabelledIssues(db.pool, repositoryId);
}

/** Labels of the issues of these repositories (null: all), most used first. */
export async function loadLabels(
  db: Database,
  repositoryIds: readonly string[] | null,
): Promise<{ name: string; issues: number }[]> {
  const { rows } = await db.pool.query<{ name: string; issues: number }>(
    `select min(name) "name", count(distinct issue_id)::int issues from issue_labels
     where $1::text[] is null
       or issue_id in (select id from issues where repository_id = any($1::text[]))
     group by lower(name) order by 2 desc, 1 limit 500`,
    [repositoryIds],
  );
  return rows;
}

export type StoredIncident = IncidentInstants & {
  id: string;
  kind: 'issue' | 'api';
  repository: string | null;
  number: number | null;
  source: string | null;
  title: string;
  url: string | null;
  severity: Severity | null;
  service: string | null;
  exclusion: Exclusion | null;
  causedBy: string | null;
  severities: { severity: Severity | null; at: string | null }[];
};

const LISTED = `t.id, t.kind, r.owner || '/' || r.name repository, i.number, t.source, t.title, t.url, t.severity, t.severities,
       t.service, t.exclusion, t.caused_by "causedBy", t.impact_started_at "impactStartedAt",
       t.detected_at "detectedAt", t.declared_at "declaredAt", t.acknowledged_at "acknowledgedAt",
       t.mitigated_at "mitigatedAt", t.resolved_at "resolvedAt", t.closed_at "closedAt"
     from incidents t left join repositories r on r.id = t.repository_id left join issues i on i.id = t.issue_id`;

/** Of these repositories, null: all there are. Latest first, by their first instant that is known; those without any come last. */
export async function loadIncidents(
  db: Database,
  repositoryIds: readonly string[] | null,
  limit: number,
  offset: number,
): Promise<StoredIncident[]> {
  const { rows } = await db.pool.query<StoredIncident>(
    `select ${LISTED}
     where $1::text[] is null or t.repository_id = any($1::text[])
     order by least(t.impact_started_at, t.detected_at, t.declared_at, t.acknowledged_at, t.mitigated_at,
       t.resolved_at, t.closed_at) desc nulls last, t.id
     limit $2 offset $3`,
    [repositoryIds, limit, offset],
  );
  return rows;
}

/** In no order. `repositoryId` null: of no repository. */
export async function loadIncidentsById(
  db: Queryable,
  ids: readonly string[],
): Promise<(StoredIncident & { repositoryId: string | null })[]> {
  const { rows } = await db.query<StoredIncident & { repositoryId: string | null }>(
    `select t.repository_id "repositoryId", ${LISTED} where t.id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}

export async function countIncidents(
  db: Database,
  repositoryIds: readonly string[] | null,
): Promise<{ total: number; excluded: number }> {
  const { rows } = await db.pool.query<{ total: number; excluded: number }>(
    `select count(*)::int total, count(exclusion)::int excluded from incidents
     where $1::text[] is null or repository_id = any($1::text[])`,
    [repositoryIds],
  );
  return rows[0] ?? { total: 0, excluded: 0 };
}
