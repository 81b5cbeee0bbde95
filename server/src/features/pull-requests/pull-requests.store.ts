import type {
  PullRequestListInput,
  PullRequestListItem,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import type { sortableColumns } from '@bellwether/shared/pull-requests/sortable-columns';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import {
  LIST_COLUMNS,
  LIST_TABLES,
  type ListRow,
  toListItem,
} from './pull-request-columns.store.ts';
import { readSearch } from './search-words.rules.ts';
import { findWord } from './search-words.store.ts';

const sortExpressions: Readonly<Record<(typeof sortableColumns)[number], string>> = {
  number: 'f.number',
  title: 'lower(p.title)',
  author: 'lower(a.login)',
  createdAt: 'f.created_at',
  readyAt: 'f.ready_at',
  mergedAt: 'f.merged_at',
  deployedAt: 'f.deployed_at',
  codingSeconds: 'f.coding_seconds',
  pickupSeconds: 'f.pickup_seconds',
  firstResponseSeconds: 'f.first_response_seconds',
  reviewSeconds: 'f.review_seconds',
  mergeWaitSeconds: 'f.merge_wait_seconds',
  reviewCycleSeconds: 'f.review_cycle_seconds',
  timeToMergeSeconds: 'f.time_to_merge_seconds',
  mergeToProductionSeconds: 'f.merge_to_production_seconds',
  leadTimeSeconds: 'f.lead_time_seconds',
  reworkCycles: 'f.rework_cycles',
  reviewers: 'f.reviewers',
  comments: 'f.comments',
  commits: 'f.commits',
  size: 'f.size',
};

/** One page of the table and how many there are in all. Unknown values come last in either direction. */
export async function loadPullRequestPage(
  db: Queryable,
  input: PullRequestListInput & { filter: PullRequestChoice },
  from: Instant,
  to: Instant,
): Promise<{ items: PullRequestListItem[]; total: number }> {
  const parameters = createParameters();
  const period = input.by === 'mergedAt' ? 'f.merged_at' : 'f.created_at';
  const words = readSearch(input.search);
  const conditions = [
    `${period} >= ${parameters.add(dateOf(from))}::timestamptz`,
    `${period} < ${parameters.add(dateOf(to))}::timestamptz`,
    choosePullRequests(input.filter, parameters),
    ...words.map((word) => findWord(word, parameters)),
  ].join(' and ');
  // Most questions are answered by the facts alone; the other tables then join one page of rows.
  const isAboutFacts = words.length === 0 && input.sort !== 'title' && input.sort !== 'author';
  const searched = isAboutFacts ? 'pull_request_facts as f' : LIST_TABLES;
  // By the period's own instant there is nothing unknown, and an index gives the page without a sort of all of them.
  const unknown = sortExpressions[input.sort] === period ? '' : ' nulls last';
  const order = `${sortExpressions[input.sort]} ${input.direction}${unknown}, f.pull_request_id`;
  const [counted, { rows }] = await Promise.all([
    db.query<{ total: number }>(
      `select count(*)::int as total from ${searched} where ${conditions}`,
      parameters.values,
    ),
    db.query<ListRow>(
      `select ${LIST_COLUMNS} from (
         select f.pull_request_id from ${searched} where ${conditions}
         order by ${order} limit ${input.limit} offset ${input.cursor}
       ) as page join ${LIST_TABLES} on f.pull_request_id = page.pull_request_id
       order by ${order}`,
      parameters.values,
    ),
  ]);
  return { items: rows.map(toListItem), total: counted.rows[0]?.total ?? 0 };
}
