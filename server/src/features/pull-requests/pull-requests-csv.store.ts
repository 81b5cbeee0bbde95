import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { PullRequestCsvRow } from '@bellwether/shared/pull-requests/pull-requests-csv';
import { choosePullRequests, createParameters } from '../../db/pull-request-conditions.ts';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '../../db/pull-request-facts-columns.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { readSearch } from './search-words.rules.ts';
import { findWord } from './search-words.store.ts';

export type ExportChoice = {
  by: 'mergedAt' | 'createdAt';
  /** Half-open; null: no limit on this side. */
  from: Date | null;
  to: Date | null;
  /** Logins; none: all. */
  authors: string[];
  /** None: all. */
  baseBranches: string[];
  /** `slug` or `organisation/slug` of the authors' teams; none: all. */
  teams?: string[];
  scope: RowScope;
  /** Words that must all be found, as in the table; empty: none. */
  search: string;
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
  choice: ExportChoice,
  afterNumber: number,
  limit: number,
): Promise<PullRequestCsvRow[]> {
  const parameters = createParameters();
  const instant = choice.by === 'mergedAt' ? 'f.merged_at' : 'f.created_at';
  const conditions = [
    `f.repository_id = ${parameters.add(id)}`,
    `f.number > ${parameters.add(afterNumber)}::int`,
    ...(choice.from === null ? [] : [`${instant} >= ${parameters.add(choice.from)}::timestamptz`]),
    ...(choice.to === null ? [] : [`${instant} < ${parameters.add(choice.to)}::timestamptz`]),
    choosePullRequests({ ...choice, repositories: [], labels: [] }, parameters),
    ...readSearch(choice.search).map((word) => findWord(word, parameters)),
  ];
  const { rows } = await db.query<ExportRow>(
    `select ${FACTS_COLUMNS}, p.title, a.login as "authorLogin"
     from pull_request_facts as f join pull_requests as p on p.id = f.pull_request_id
       join repositories as r on r.id = f.repository_id left join accounts as a on a.id = p.author_id
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
