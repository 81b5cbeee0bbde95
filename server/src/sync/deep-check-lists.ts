import type { PoolClient } from 'pg';
import { mapDeployments } from '../github/deployment.map.ts';
import { fetchDeploymentsPage } from '../github/deployments.fetch.ts';
import { mapIssues } from '../github/issue.map.ts';
import { fetchIssuesPage } from '../github/issues.fetch.ts';
import { hasDeployment, hasIssue } from '../github/presence.fetch.ts';
import { mapPullRequests } from '../github/pull-request.map.ts';
import { completeNestedLists } from '../github/pull-request-nested.fetch.ts';
import { fetchPullRequestsPage } from '../github/pull-requests.fetch.ts';
import { saveDeployments } from './deployments.save.ts';
import { saveFacts } from './facts.save.ts';
import { fetchHalving } from './fetch-halving.ts';
import { saveIssues } from './issues.save.ts';
import type { NewestFirstPage } from './newest-first.ts';
import { PULL_REQUESTS_PER_PAGE } from './page-size.rules.ts';
import { commitsToAsk, findParentCounts } from './parent-counts.ts';
import { savePullRequests } from './pull-requests.save.ts';
import { refreshPullRequest } from './refresh-pull-request.ts';
import { storeBeside } from './store-beside.ts';
import type { StreamContext } from './stream-context.ts';
import { isBefore } from './watermark.rules.ts';

/** How many are stored, and how many GitHub counts; null: with a limited history it counts other things. */
export type CheckedList = { stored: number; total: number | null };

type Store = (tx: PoolClient) => Promise<void>;

type Listed = { id: string };

type List<T extends Listed> = {
  pageSize: number;
  fetchPage(first: number, after: string | null): Promise<NewestFirstPage<T>>;
  instantOf(item: T): Date;
  /** What is read before the page is stored; then how to store it. */
  prepare(items: T[]): Store | Promise<Store>;
  /** Stored rows of the window; with `$1` the repository, `$2` the window's start or null, `$3` its end. */
  stored: string;
  /** All stored rows that GitHub counts; with `$1` the repository. */
  count: string;
  /** Looks at one that was stored and not listed: removes it if GitHub has it no more. */
  lookAt(row: { id: string; number: number }): Promise<void>;
};

export async function checkPullRequests(
  context: StreamContext,
  from: Date | null,
): Promise<CheckedList> {
  const { github, repository } = context;
  return await checkList(context, from, {
    pageSize: PULL_REQUESTS_PER_PAGE,
    async fetchPage(first, after) {
      const { pullRequests, ...page } = await fetchPullRequestsPage(
        github,
        repository,
        first,
        after,
      );
      return { ...page, items: pullRequests };
    },
    instantOf: (pullRequest) => pullRequest.updatedAt,
    async prepare(pullRequests) {
      await completeNestedLists(github, pullRequests);
      const { parents, failure } = await findParentCounts(context, commitsToAsk(pullRequests));
      if (failure !== null) {
        throw failure;
      }
      const rows = mapPullRequests(pullRequests, repository.id, parents);
      return async (tx) => {
        await savePullRequests(tx, rows);
        await saveFacts(
          tx,
          rows.pullRequests.map((row) => row.id),
        );
      };
    },
    stored: windowOf('pull_requests', 'number', 'updated_at'),
    count: 'select count(*)::int n from pull_requests where repository_id = $1',
    async lookAt({ number }) {
      await refreshPullRequest(context, number);
    },
  });
}

export async function checkIssues(context: StreamContext, from: Date | null): Promise<CheckedList> {
  const { github, repository } = context;
  return await checkList(context, from, {
    pageSize: 100,
    fetchPage: (first, after) => fetchIssuesPage(github, repository, first, after),
    instantOf: (issue) => issue.updatedAt,
    prepare(issues) {
      return async (tx) => {
        await saveIssues(tx, mapIssues(issues, repository.id));
      };
    },
    stored: windowOf('issues', 'number', 'updated_at'),
    count: 'select count(*)::int n from issues where repository_id = $1',
    async lookAt({ id, number }) {
      if (!(await hasIssue(github, repository.id, number))) {
        await storeBeside(context, (tx) => tx.query('delete from issues where id = $1', [id]));
      }
    },
  });
}

/** What other systems sent, releases and runs lie in the same table, and are not GitHub's to miss. */
export async function checkDeployments(
  context: StreamContext,
  from: Date | null,
): Promise<CheckedList> {
  const { github, repository } = context;
  return await checkList(context, from, {
    pageSize: 100,
    fetchPage: (first, after) => fetchDeploymentsPage(github, repository, first, after),
    instantOf: (deployment) => deployment.createdAt,
    prepare(deployments) {
      return async (tx) => {
        await saveDeployments(tx, mapDeployments(deployments, repository.id));
      };
    },
    stored: `${windowOf('deployments', '0', 'created_at')} and kind = 'github-deployment'`,
    count: `select count(*)::int n from deployments where repository_id = $1 and kind = 'github-deployment'`,
    async lookAt({ id }) {
      if (!(await hasDeployment(github, repository.id, id))) {
        await storeBeside(context, (tx) => tx.query('delete from deployments where id = $1', [id]));
      }
    },
  });
}

function windowOf(table: string, number: string, instant: string): string {
  return `select id, ${number} number from ${table} where repository_id = $1
    and ($2::timestamptz is null or ${instant} >= $2) and ${instant} < $3`;
}

async function checkList<T extends Listed>(
  context: StreamContext,
  from: Date | null,
  list: List<T>,
): Promise<CheckedList> {
  const { db, repository, startedAt } = context;
  const { seen, total } = await readWindow(context, from, list);
  const { rows } = await db.pool.query<{ id: string; number: number }>(list.stored, [
    ...[repository.id, from, startedAt],
  ]);
  for (const row of rows.filter(({ id }) => !seen.has(id))) {
    await list.lookAt(row);
    await context.afterStore();
  }
  const counted = await db.pool.query<{ n: number }>(list.count, [repository.id]);
  const stored = counted.rows[0]?.n ?? 0;
  return { stored, total: repository.historyFrom === null ? total : null };
}

async function readWindow<T extends Listed>(
  context: StreamContext,
  from: Date | null,
  list: List<T>,
): Promise<{ seen: ReadonlySet<string>; total: number }> {
  const seen = new Set<string>();
  let size = list.pageSize;
  for (let cursor: string | null = null; ; ) {
    const after: string | null = cursor;
    const read: { page: NewestFirstPage<T>; size: number } = await fetchHalving(size, (first) =>
      list.fetchPage(first, after),
    );
    size = read.size;
    const { items, nextCursor, totalCount } = read.page;
    const wanted = items.filter((item) => !isBefore(list.instantOf(item), from));
    await storeBeside(context, await list.prepare(wanted));
    await context.afterStore();
    for (const { id } of wanted) {
      seen.add(id);
    }
    if (nextCursor === null || wanted.length < items.length) {
      return { seen, total: totalCount };
    }
    cursor = nextCursor;
  }
}
