import { AppError } from '@bellwether/shared/errors/app-error';
import { COMMITS_PER_POINT, fetchParentCounts } from '../github/commit-parents.fetch.ts';
import { commitsWhoseParentsMatter, mapPullRequests } from '../github/pull-request.map.ts';
import type { PullRequestPayload } from '../github/pull-request.schema.ts';
import { completeNestedLists } from '../github/pull-request-nested.fetch.ts';
import { fetchPullRequestsPage } from '../github/pull-requests.fetch.ts';
import { fetchCountSince } from '../github/repository.fetch.ts';
import { saveFacts } from './facts.save.ts';
import { fetchHalving } from './fetch-halving.ts';
import { githubFailure } from './github-failure.ts';
import { passStart } from './newest-first.ts';
import { startPageSize } from './page-size.rules.ts';
import { loadParentCounts } from './parent-counts.store.ts';
import { savePullRequests } from './pull-requests.save.ts';
import {
  countRows,
  loadStream,
  type StreamContext,
  storePage,
  throwIfStopped,
} from './stream-context.ts';
import type { StreamRecord } from './sync-streams.save.ts';
import { isBefore, stopBefore } from './watermark.rules.ts';

const STREAM = 'pull-requests';
/** Costs one point by GitHub's formula; see the query. */
const PAGE_SIZE = 29;
/** Pages that wait for one another, so that their commits' parents are asked for together. */
const MAX_WAITING_PAGES = 6;

type ReadPage = {
  pullRequests: PullRequestPayload[];
  nextCursor: string | null;
  size: number;
  isLast: boolean;
};

type Pass = {
  startedAt: Date;
  /** GitHub's count of what is wanted; null: not known yet. */
  total: number | null;
  isFirst: boolean;
  bound: Date | null;
  cursor: string | null;
  size: number;
  done: number;
  stored: number;
};

/** Pages read one after the other. `failure`: why the next one could not be read or told; null: nothing failed. */
type ReadAhead = { pages: ReadPage[]; failure: AppError | null };

/**
 * Reads pull requests, latest update first, until everything updated since the last complete pass is stored. A pass that
 * was cut short goes on where it was; whole pages before one that cannot be read are stored.
 */
export async function syncPullRequests(context: StreamContext): Promise<void> {
  const pass = await beginPass(context, await loadStream(context, STREAM));
  for (let isLast = false; !isLast; ) {
    const { pages, failure } = await readWaitingPages(context, pass);
    await storePages(context, pass, pages);
    if (failure !== null) {
      throw failure;
    }
    isLast = pages.at(-1)?.isLast ?? true;
  }
}

async function beginPass(context: StreamContext, stream: StreamRecord): Promise<Pass> {
  const { repository, github, clock, db } = context;
  const { id, historyFrom } = repository;
  const pass: Pass = {
    ...passStart(context, stream),
    total:
      historyFrom === null ? null : await fetchCountSince(github, repository, 'pr', historyFrom),
    isFirst: stream.watermarkAt === null,
    bound: stopBefore(stream.watermarkAt, historyFrom),
    size: startPageSize(stream.pageSize, PAGE_SIZE),
    stored: await countRows(db.pool, 'pull_requests', id),
  };
  const { startedAt: passStartedAt, cursor, done: passDone, stored } = pass;
  await storePage(context, STREAM, async () => ({
    ...{ passStartedAt, cursor, passDone, stored },
    startedAt: clock(),
  }));
  return pass;
}

/** Reads ahead until the commits whose parents must be asked for fill a query, the pass ends, or a page fails. */
async function readWaitingPages(context: StreamContext, pass: Pass): Promise<ReadAhead> {
  const pages: ReadPage[] = [];
  let cursor = pass.cursor;
  let commits = 0;
  while (pages.length < MAX_WAITING_PAGES && commits < COMMITS_PER_POINT) {
    throwIfStopped(context.signal);
    const page = await readPage(context, pass, cursor).catch(githubFailure);
    if (page instanceof AppError) {
      return { pages, failure: page };
    }
    pages.push(page);
    commits += await countUnknownParents(context, page);
    if (page.isLast) {
      break;
    }
    cursor = page.nextCursor;
  }
  return { pages, failure: null };
}

/** Stores pages in order; when GitHub does not tell the commits' parents, those before the first that needs them. */
async function storePages(
  context: StreamContext,
  pass: Pass,
  pages: readonly ReadPage[],
): Promise<void> {
  const { parents, failure } = await findParentCounts(context, pages);
  for (const page of pages) {
    if (failure !== null && shasToAsk([page]).some((sha) => !parents.has(sha))) {
      throw failure;
    }
    await storePullRequests(context, pass, page, parents);
  }
}

async function readPage(
  context: StreamContext,
  pass: Pass,
  cursor: string | null,
): Promise<ReadPage> {
  const { github, repository } = context;
  const { page, size } = await fetchHalving(pass.size, (first) =>
    fetchPullRequestsPage(github, repository, first, cursor),
  );
  pass.size = size;
  if (repository.historyFrom === null) {
    pass.total = page.totalCount;
  }
  const wanted = page.pullRequests.filter((item) => !isBefore(item.updatedAt, pass.bound));
  await completeNestedLists(github, wanted);
  return {
    pullRequests: wanted,
    nextCursor: page.nextCursor,
    size,
    isLast: page.nextCursor === null || wanted.length < page.pullRequests.length,
  };
}

async function countUnknownParents(context: StreamContext, page: ReadPage): Promise<number> {
  const shas = shasToAsk([page]);
  const known = await loadParentCounts(context.db.pool, context.repository.id, shas);
  return shas.filter((sha) => !known.has(sha)).length;
}

async function findParentCounts(
  context: StreamContext,
  pages: readonly ReadPage[],
): Promise<{ parents: ReadonlyMap<string, number>; failure: AppError | null }> {
  const shas = shasToAsk(pages);
  const known = await loadParentCounts(context.db.pool, context.repository.id, shas);
  const unknown = shas.filter((sha) => !known.has(sha));
  const asked = await askParentCounts(context, unknown).catch(githubFailure);
  return asked instanceof AppError
    ? { parents: known, failure: asked }
    : { parents: new Map([...known, ...asked]), failure: null };
}

/** A token that may not read the repository's contents cannot tell: then the commits count as ordinary ones. */
async function askParentCounts(
  context: StreamContext,
  shas: readonly string[],
): Promise<Map<string, number>> {
  try {
    return await fetchParentCounts(context.github, context.repository, shas);
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_forbidden') {
      context.log.warn(
        { commits: shas.length },
        'The token may not read how many parents commits have',
      );
      return new Map();
    }
    throw error;
  }
}

function shasToAsk(pages: readonly ReadPage[]): string[] {
  return [
    ...new Set(pages.flatMap((page) => page.pullRequests.flatMap(commitsWhoseParentsMatter))),
  ];
}

async function storePullRequests(
  context: StreamContext,
  pass: Pass,
  page: ReadPage,
  parents: ReadonlyMap<string, number>,
): Promise<void> {
  const { repository, clock } = context;
  const rows = mapPullRequests(page.pullRequests, repository.id, parents);
  await storePage(context, STREAM, async (tx) => {
    const { inserted } = await savePullRequests(tx, rows);
    await saveFacts(
      tx,
      rows.pullRequests.map((row) => row.id),
    );
    pass.stored += inserted;
    pass.done += page.pullRequests.length;
    pass.cursor = page.isLast ? null : page.nextCursor;
    const progress = {
      ...{ cursor: pass.cursor, passDone: pass.done, stored: pass.stored, pageSize: page.size },
      ...{ total: pass.total, passTotal: pass.isFirst ? pass.total : null },
    };
    return page.isLast
      ? { ...progress, watermarkAt: pass.startedAt, passStartedAt: null, lastSuccessAt: clock() }
      : progress;
  });
}
