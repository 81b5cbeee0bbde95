import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import type {
  PullRequestDetail,
  PullRequestListItem,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { loadRulesInForce } from '../../db/load-definition-settings.ts';
import { loadPullRequestHistories } from '../../db/load-pull-request-histories.ts';
import { createParameters, isInScope } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import {
  LIST_COLUMNS,
  LIST_TABLES,
  type ListRow,
  toListItem,
} from './pull-request-columns.store.ts';

export type StoredDetail = Pick<
  PullRequestDetail,
  'additions' | 'deletions' | 'changedFiles' | 'labels' | 'definitionVersion'
> & { pullRequest: PullRequestListItem; history: PullRequestHistory };

type DetailRow = ListRow & Omit<StoredDetail, 'pullRequest' | 'history'>;

/** One pull request with all that is stored about it; null when it is not stored, or not in the scope. */
export async function loadPullRequestDetail(
  db: Queryable,
  id: string,
  scope: RowScope,
): Promise<StoredDetail | null> {
  const parameters = createParameters();
  const { rows } = await db.query<DetailRow>(
    `select ${LIST_COLUMNS}, f.additions, f.deletions, f.changed_files as "changedFiles",
       f.definition_version as "definitionVersion",
       coalesce((select json_agg(json_build_object('name', l.name, 'color', l.color) order by l.name)
         from pull_request_labels as l where l.pull_request_id = p.id), '[]') as labels
     from ${LIST_TABLES} where p.id = ${parameters.add(id)} and ${isInScope(scope, parameters)}`,
    parameters.values,
  );
  const [row] = rows;
  const [history] = row === undefined ? [] : await loadPullRequestHistories(db, [row.id]);
  if (row === undefined || history === undefined) {
    return null;
  }
  const { additions, deletions, changedFiles, definitionVersion, labels, ...line } = row;
  return {
    pullRequest: toListItem(line),
    additions,
    deletions,
    changedFiles,
    definitionVersion,
    labels,
    history,
  };
}

/** What the stored facts follow, so that receipts explain these very numbers. */
export async function loadRules(db: Queryable): Promise<FactRules> {
  return await loadRulesInForce(db);
}
