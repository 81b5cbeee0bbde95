import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** How many of the chosen open pull requests wait for a review by one of the accounts. */
export async function countOpenOf(
  db: Queryable,
  choice: PullRequestChoice,
  accountIds: readonly string[],
): Promise<number> {
  const parameters = createParameters();
  const { rows } = await db.query<{ count: number }>(
    `select count(distinct f.pull_request_id)::int as count
     from pull_request_facts as f join review_requests as q on q.pull_request_id = f.pull_request_id
     where f.state = 'open' and not f.is_draft and f.exclusion is null
       and lower(q.reviewer_name) in (select lower(login) from accounts where id = any(${parameters.add(accountIds)}::text[]))
       and ${choosePullRequests(choice, parameters)}`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}
