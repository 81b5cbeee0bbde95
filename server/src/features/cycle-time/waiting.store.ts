import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { loadPullRequestHistories } from '../../db/load-pull-request-histories.ts';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type OpenPullRequest = {
  history: PullRequestHistory;
  size: number;
  /** Logins and `org/team` whose review is requested now. */
  asked: string[];
};

const AT_ONCE = 250;

const inLiveRepository = 'f.repository_id in (select id from repositories where not is_archived)';

/**
 * Humans' open pull requests that are ready, longest ready first, at most `limit`. Nobody can act in an archived
 * repository, so its pull requests wait for nothing.
 */
export async function loadOpenPullRequests(
  db: Queryable,
  choice: PullRequestChoice,
  limit: number,
): Promise<OpenPullRequest[]> {
  const parameters = createParameters();
  const { rows } = await db.query<{ id: string; size: number; asked: string[] }>(
    `select f.pull_request_id as id, f.size,
       array(select q.reviewer_name from review_requests as q
         where q.pull_request_id = f.pull_request_id order by q.reviewer_name) as asked
     from pull_request_facts as f
     where f.state = 'open' and not f.is_draft and ${isCountedIn(choice)}
       and f.ready_at is not null and ${inLiveRepository}
       and ${choosePullRequests(choice, parameters)}
     order by f.ready_at, f.pull_request_id limit ${parameters.add(limit)}`,
    parameters.values,
  );
  const open: OpenPullRequest[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const slice = rows.slice(start, start + AT_ONCE);
    const ids = slice.map(({ id }) => id);
    const histories = await loadPullRequestHistories(db, ids);
    const byId = new Map(histories.map((history) => [history.pullRequest.id, history]));
    for (const { id, size, asked } of slice) {
      const history = byId.get(id);
      if (history !== undefined) {
        open.push({ history, size, asked });
      }
    }
  }
  return open;
}

/** How many humans' drafts are open. */
export async function countOpenDrafts(db: Queryable, choice: PullRequestChoice): Promise<number> {
  const parameters = createParameters();
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from pull_request_facts as f
     where f.state = 'open' and f.is_draft and ${isCountedIn(choice)}
       and ${inLiveRepository} and ${choosePullRequests(choice, parameters)}`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}
