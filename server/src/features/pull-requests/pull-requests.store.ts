import type {
  FilterChoices,
  PullRequestListInput,
  PullRequestListItem,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import type { sortableColumns } from '@bellwether/shared/pull-requests/sortable-columns';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import { choosePullRequests, createParameters } from '../../db/pull-request-conditions.ts';
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
  input: PullRequestListInput,
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
  const order = `${sortExpressions[input.sort]} ${input.direction} nulls last, f.pull_request_id`;
  const counted = await db.query<{ total: number }>(
    `select count(*)::int as total from ${searched} where ${conditions}`,
    parameters.values,
  );
  const { rows } = await db.query<ListRow>(
    `select ${LIST_COLUMNS} from (
       select f.pull_request_id from ${searched} where ${conditions}
       order by ${order} limit ${input.limit} offset ${input.cursor}
     ) as page join ${LIST_TABLES} on f.pull_request_id = page.pull_request_id
     order by ${order}`,
    parameters.values,
  );
  return { items: rows.map(toListItem), total: counted.rows[0]?.total ?? 0 };
}

const MOST_CHOICES = 500;

/** What occurs in any pull request, most used first; the days are those of `zone`. */
export async function loadFilterChoices(db: Queryable, zone: string): Promise<FilterChoices> {
  const repositories = await db.query<{ id: string; repository: string }>(
    `select r.id, r.owner || '/' || r.name as repository from repositories as r
     left join pull_request_facts as f on f.repository_id = r.id
     group by r.id order by count(f.pull_request_id) desc, 2`,
  );
  const teams = await db.query<{ handle: string; name: string }>(
    `select coalesce(organization || '/', '') || slug handle, name from teams
     where removed_at is null order by lower(name), 1`,
  );
  const days = await db.query<{ firstDay: string | null; lastDay: string | null }>(
    `select to_char(min(created_at) at time zone $1, 'YYYY-MM-DD') as "firstDay",
       to_char(greatest(max(created_at), max(merged_at)) at time zone $1, 'YYYY-MM-DD') as "lastDay"
     from pull_request_facts`,
    [zone],
  );
  const { firstDay = null, lastDay = null } = days.rows[0] ?? {};
  return {
    repositories: repositories.rows,
    authors: await loadNames(
      db,
      `select a.login as name from pull_request_facts as f join accounts as a on a.id = f.author_id
       where f.author_class <> 'ghost' group by 1`,
    ),
    baseBranches: await loadNames(
      db,
      'select f.base_branch as name from pull_request_facts as f group by 1',
    ),
    labels: await loadNames(db, 'select l.name from pull_request_labels as l group by 1'),
    teams: teams.rows,
    firstDay,
    lastDay,
  };
}

async function loadNames(db: Queryable, grouped: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `${grouped} order by count(*) desc, name limit ${MOST_CHOICES}`,
  );
  return rows.map(({ name }) => name);
}
