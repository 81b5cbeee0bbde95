import type { PullRequestListItem } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { formatInstant } from '@bellwether/shared/time/instant';

/** The columns of one line of the table, over `f` (facts), `p` (pull request), `r` (repository) and `a` (author). */
export const LIST_COLUMNS = `
  p.id, r.owner || '/' || r.name as repository, p.number, p.title, p.url, a.login as author,
  f.author_class as "authorClass", f.state, f.is_draft as "isDraft", f.base_branch as "baseBranch",
  f.created_at as "createdAt", f.ready_at as "readyAt", f.first_review_at as "firstReviewAt",
  f.merged_at as "mergedAt", f.closed_at as "closedAt", f.deployed_at as "deployedAt",
  f.coding_seconds as "codingSeconds", f.pickup_seconds as "pickupSeconds",
  f.pickup_work_seconds as "pickupWorkSeconds", f.first_response_seconds as "firstResponseSeconds",
  f.review_seconds as "reviewSeconds", f.merge_wait_seconds as "mergeWaitSeconds",
  f.review_cycle_seconds as "reviewCycleSeconds", f.time_to_merge_seconds as "timeToMergeSeconds",
  f.merge_to_production_seconds as "mergeToProductionSeconds", f.lead_time_seconds as "leadTimeSeconds",
  f.draft_seconds as "draftSeconds", f.parked_seconds as "parkedSeconds",
  f.rework_cycles as "reworkCycles", f.reviewers, f.comments, f.commits, f.size,
  f.review_grade as "reviewGrade", f.flags`;

/** The tables of `LIST_COLUMNS`. Absent author: a deleted account. */
export const LIST_TABLES = `
  (pull_request_facts as f join pull_requests as p on p.id = f.pull_request_id
  join repositories as r on r.id = p.repository_id left join accounts as a on a.id = p.author_id)`;

type Instants = 'createdAt' | 'readyAt' | 'firstReviewAt' | 'mergedAt' | 'closedAt' | 'deployedAt';

/** A line as the database gives it. */
export type ListRow = Omit<PullRequestListItem, Instants> & { createdAt: Date } & Record<
    Exclude<Instants, 'createdAt'>,
    Date | null
  >;

export function toListItem(row: ListRow): PullRequestListItem {
  const isGhost = row.authorClass === 'ghost';
  return {
    ...row,
    author: isGhost ? null : row.author,
    createdAt: formatInstant(row.createdAt),
    readyAt: formatOrNull(row.readyAt),
    firstReviewAt: formatOrNull(row.firstReviewAt),
    mergedAt: formatOrNull(row.mergedAt),
    closedAt: formatOrNull(row.closedAt),
    deployedAt: formatOrNull(row.deployedAt),
  };
}

function formatOrNull(instant: Date | null): string | null {
  return instant === null ? null : formatInstant(instant);
}
