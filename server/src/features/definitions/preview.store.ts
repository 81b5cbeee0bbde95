import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { instantOf } from '@bellwether/shared/time/instant';
import { loadPullRequestHistories } from '../../db/load-pull-request-histories.ts';
import { createParameters, isInScope, type Parameters } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { ListedSubject } from './excluded-by-rule.metric.ts';

/** SQL of a join that leaves the pull requests `p` of the scope; those without facts are seen by who sees everything. */
function withinScope(scope: RowScope, parameters: Parameters): string {
  return scope.teamIds === 'all'
    ? ''
    : `join pull_request_facts f on f.pull_request_id = p.id and ${isInScope(scope, parameters)}`;
}

export type Candidates = { ids: string[]; total: number };

/** Pull requests to which something happened since then; at most `limit`, always the same ones, spread evenly. */
export async function findCandidates(
  db: Queryable,
  since: Date,
  limit: number,
  scope: RowScope,
): Promise<Candidates> {
  const parameters = createParameters();
  const { rows } = await db.query<{ id: string; total: number }>(
    `select p.id, count(*) over ()::int total from pull_requests p ${withinScope(scope, parameters)}
     where p.updated_at >= ${parameters.add(since)}
     order by md5(p.id) limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

export async function loadHistories(
  db: Queryable,
  ids: readonly string[],
): Promise<PullRequestHistory[]> {
  return await loadPullRequestHistories(db, ids);
}

/** What is open, and what was merged since then, as the rules for exclusions look at it; latest first. */
export async function loadListedSubjects(
  db: Queryable,
  since: Date,
  scope: RowScope,
): Promise<ListedSubject[]> {
  const parameters = createParameters();
  const { rows } = await db.query<Omit<ListedSubject, 'updatedAt'> & { updatedAt: Date }>(
    `select p.id, p.number, p.title, p.head_branch as "headBranch", p.base_branch as "baseBranch",
       r.owner || '/' || r.name as repository, p.author_id as "authorId", a.login as "authorLogin",
       a.type as "authorType", p.state = 'open' as "isOpen", p.is_draft as "isDraft",
       p.updated_at as "updatedAt",
       array(select l.name from pull_request_labels as l where l.pull_request_id = p.id) as labels
     from pull_requests as p join repositories as r on r.id = p.repository_id
       left join accounts as a on a.id = p.author_id ${withinScope(scope, parameters)}
     where p.merged_at >= ${parameters.add(since)} or p.state = 'open'
     order by coalesce(p.merged_at, p.created_at) desc, p.id`,
    parameters.values,
  );
  return rows.map((row) => ({ ...row, updatedAt: instantOf(row.updatedAt) }));
}
