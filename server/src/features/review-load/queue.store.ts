import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { minutesOf } from './acts.store.ts';

export type OpenRequest = {
  id: string;
  repository: string;
  number: number;
  title: string;
  url: string;
  author: string | null;
  size: number;
  minutes: number;
  /** The first of those who reviewed; null: nobody did. */
  hasReview: boolean;
  readyAt: Date;
  pauses: { from: string; to: string | null }[];
  /** Null: nobody is asked. */
  reviewerName: string | null;
  reviewerKind: 'account' | 'team' | null;
  /** The latest request of this reviewer; null: GitHub's timeline does not hold one. */
  requestedAt: Date | null;
};

const COLUMNS = `p.id, r.owner || '/' || r.name as repository, p.number, p.title, p.url, w.login as author, f.size,
  ${minutesOf('f.size')} as minutes, f.ready_at as "readyAt", f.pauses, f.first_review_at is not null as "hasReview"`;

/**
 * Who is asked now for a review of the chosen open pull requests that are ready; those that nobody is asked about stand with
 * a null. At most `limit`, those ready longest first.
 */
export async function loadOpenRequests(
  db: Queryable,
  choice: PullRequestChoice,
  limit: number,
): Promise<OpenRequest[]> {
  const parameters = createParameters();
  const { rows } = await db.query<OpenRequest>(
    `select ${COLUMNS}, q.reviewer_name as "reviewerName", q.reviewer_kind as "reviewerKind",
       (select max(e.occurred_at) from timeline_events as e where e.pull_request_id = p.id
         and e.kind = 'review_requested' and e.subject = q.reviewer_name) as "requestedAt"
     from pull_request_facts as f join pull_requests as p on p.id = f.pull_request_id
       join repositories as r on r.id = p.repository_id left join accounts as w on w.id = p.author_id
       left join review_requests as q on q.pull_request_id = p.id
     where f.state = 'open' and not f.is_draft and f.ready_at is not null and f.exclusion is null
       and not r.is_archived and ${choosePullRequests(choice, parameters)}
     order by f.ready_at, p.id, q.reviewer_name limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows;
}
