import type { PullRequestCsvRow } from '@bellwether/shared/pull-requests/pull-requests-csv';
import { createParameters } from '../../db/pull-request-conditions.ts';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '../../db/pull-request-facts-columns.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type ExportPeriod = {
  by: 'mergedAt' | 'createdAt';
  /** Half-open; null: no limit on this side. */
  from: Date | null;
  to: Date | null;
};

/** `id` is GitHub's node id, `repository` is `owner/name`. */
export type NamedRepository = { id: string; repository: string };

/** All repositories, in the order of the export. */
export async function loadRepositories(db: Queryable): Promise<NamedRepository[]> {
  const { rows } = await db.query<NamedRepository>(
    `select id, owner || '/' || name as repository from repositories
     order by (owner || '/' || name) collate "C"`,
  );
  return rows;
}

type ExportRow = FactsRow & { title: string; authorLogin: string | null };

/** The next rows of one repository in order of number, at most `limit`, after the number given. */
export async function loadExportRows(
  db: Queryable,
  { id, repository }: NamedRepository,
  period: ExportPeriod,
  afterNumber: number,
  limit: number,
): Promise<PullRequestCsvRow[]> {
  const parameters = createParameters();
  const instant = period.by === 'mergedAt' ? 'f.merged_at' : 'f.created_at';
  const conditions = [
    `f.repository_id = ${parameters.add(id)}`,
    `f.number > ${parameters.add(afterNumber)}::int`,
    ...(period.from === null ? [] : [`${instant} >= ${parameters.add(period.from)}::timestamptz`]),
    ...(period.to === null ? [] : [`${instant} < ${parameters.add(period.to)}::timestamptz`]),
  ];
  const { rows } = await db.query<ExportRow>(
    `select ${FACTS_COLUMNS}, p.title, a.login as "authorLogin"
     from pull_request_facts as f join pull_requests as p on p.id = f.pull_request_id
       left join accounts as a on a.id = p.author_id
     where ${conditions.join(' and ')} order by f.number limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map(({ title, authorLogin, ...facts }) => ({
    facts: toPullRequestFacts(facts),
    repository,
    title,
    authorLogin,
  }));
}
