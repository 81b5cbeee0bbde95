import { AppError } from '@bellwether/shared/errors/app-error';
import { COMMITS_PER_POINT } from '../github/commit-parents.fetch.ts';
import { mapPullRequests } from '../github/pull-request.map.ts';
import type { PullRequestPayload } from '../github/pull-request.schema.ts';
import { completeNestedLists } from '../github/pull-request-nested.fetch.ts';
import { fetchPullRequestsPage } from '../github/pull-requests.fetch.ts';
import { fetchCountSince } from '../github/repository.fetch.ts';
import { saveFacts } from './facts.save.ts';
import { fetchHalving } from './fetch-halving.ts';
import { githubFailure } from './github-failure.ts';
import { passStart } from './newest-first.ts';
import { PULL_REQUESTS_PER_PAGE, startPageSize } from './page-size.rules.ts';
import { loadParentCounts } from './parent-counts.store.ts';
import { commitsToAsk, findParentCounts } from './parent-counts.ts';
import { savePullRequests } from './pull-requests.save.ts';
import { findSetAside, readSetAside, type SetAside, throwIfAnyIsAside } from './set-aside.ts';
import {
  countRows,
  loadStream,
  type StreamContext,
  storePage,
  throwIfStopped,
} from './stream-context.ts';
import { loadStored } from './stream-counts.save.ts';
import type { StreamRecord } from './sync-streams.save.ts';
import { isBefore, stopBefore } from './watermark.rules.ts';

const STREAM = 'pull-requests';
/** Pages that wait for one another, so that their commits' parents are asked for together. */
const MAX_WAITING_PAGES = 6;

type ReadPage = {
  pullRequests: PullRequestPayload[];
  /** The one pull request that stands here and could not be read; null: all could. */
  setAside: number | null;
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
  /** The page size that the pass began with. */
  usualSize: number;
  done: number;
  aside: SetAside;
};

/** Pages read one after the other. `failure`: why the next one could not be read or told; null: nothing failed. */
type ReadAhead = { pages: ReadPage[]; failure: AppError | null };

/**
 * Reads pull requests, latest update first, until everything updated since the last complete pass is stored. A pass that
 * was cut short goes on where it was; whole pages before one that cannot be read are stored.
 */
export async function syncPullRequests(context: StreamContext): Promise<void> {
  const stream = await loadStream(context, STREAM);
  const aside = await readSetAside(context, stream.setAside);
  const pass = await beginPass(context, stream, aside);
  for (let isLast = false; !isLast; ) {
    const { pages, failure } = await readWaitingPages(context, pass);
    await storePages(context, pass, pages);
    if (failure !== null) {
      throw failure;
    }
    isLast = pages.at(-1)?.isLast ?? true;
  }
  throwIfAnyIsAside(aside);
}

async function beginPass(
  context: StreamContext,
  stream: StreamRecord,
  aside: SetAside,
): Promise<Pass> {
  const { repository, github, clock } = context;
  const { id, historyFrom } = repository;
  const size = startPageSize(stream.pageSize, PULL_REQUESTS_PER_PAGE);
  const pass: Pass = {
    ...passStart(context, stream),
    total:
      historyFrom === null ? null : await fetchCountSince(github, repository, 'pr', historyFrom),
    isFirst: stream.watermarkAt === null,
    bound: stopBefore(stream.watermarkAt, historyFrom),
    ...{ size, usualSize: size, aside },
  };
  const { startedAt: passStartedAt, cursor, done: passDone } = pass;
  await storePage(context, STREAM, async (tx) => ({
    ...{ passStartedAt, cursor, passDone, startedAt: clock(), setAside: [...aside.numbers] },
    stored: await countRows(tx, 'pull_requests', id),
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
    const page = await readPage(context, pass, cursor).catch((error: unknown) =>
      readAround(context, pass, cursor, githubFailure(error)),
    );
    if (page instanceof AppError) {
      return { pages: withoutLastAside(pages), failure: page };
    }
    pages.push(page);
    commits += await countUnknownParents(context, page);
    if (page.isLast) {
      break;
    }
    cursor = page.nextCursor;
    await context.betweenReads();
  }
  return { pages, failure: null };
}

/** Stores pages in order; when GitHub does not tell the commits' parents, those before the first that needs them. */
async function storePages(
  context: StreamContext,
  pass: Pass,
  pages: readonly ReadPage[],
): Promise<void> {
  const { parents, failure } = await findParentCounts(context, shasToAsk(pages));
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
  // After one that could not be read, the next is asked for alone first.
  const { page, size } = await fetchHalving(pass.aside.inRow > 0 ? 1 : pass.size, (first) =>
    fetchPullRequestsPage(github, repository, first, cursor),
  );
  pass.size = pass.aside.inRow > 0 ? pass.size : size;
  pass.aside.inRow = 0;
  if (repository.historyFrom === null) {
    pass.total = page.totalCount;
  }
  const wanted = page.pullRequests.filter((item) => !isBefore(item.updatedAt, pass.bound));
  await completeNestedLists(github, wanted);
  return {
    pullRequests: wanted,
    setAside: null,
    nextCursor: page.nextCursor,
    size: pass.size,
    isLast: page.nextCursor === null || wanted.length < page.pullRequests.length,
  };
}

/** A pull request that cannot be read even alone is gone round; the failure itself: it is not one pull request's. */
async function readAround(
  context: StreamContext,
  pass: Pass,
  cursor: string | null,
  failure: AppError,
): Promise<ReadPage | AppError> {
  const place = await findSetAside(context, pass.aside, cursor, failure);
  if (place === null) {
    return failure;
  }
  const { number, updatedAt, nextCursor } = place;
  // What was too much was this one alone.
  pass.size = pass.usualSize;
  const isWanted = !isBefore(updatedAt, pass.bound);
  return {
    ...{ pullRequests: [], setAside: isWanted ? number : null, nextCursor, size: pass.size },
    isLast: nextCursor === null || !isWanted,
  };
}

/** Those at the end are asked for again: what failed after them may be what failed there. */
function withoutLastAside(pages: readonly ReadPage[]): ReadPage[] {
  return pages.slice(0, pages.findLastIndex((page) => page.setAside === null) + 1);
}

async function countUnknownParents(context: StreamContext, page: ReadPage): Promise<number> {
  const shas = shasToAsk([page]);
  const known = await loadParentCounts(context.db.pool, context.repository.id, shas);
  return shas.filter((sha) => !known.has(sha)).length;
}

function shasToAsk(pages: readonly ReadPage[]): string[] {
  return commitsToAsk(pages.flatMap((page) => page.pullRequests));
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
    // Asked anew: something more urgent may have stored pull requests since the last page.
    const stored = (await loadStored(tx, repository.id, STREAM)) + inserted;
    pass.done += page.pullRequests.length;
    if (page.setAside !== null) {
      pass.aside.numbers.add(page.setAside);
    }
    pass.cursor = page.isLast ? null : page.nextCursor;
    const progress = {
      ...{ cursor: pass.cursor, passDone: pass.done, stored, pageSize: page.size },
      ...{ total: pass.total, passTotal: pass.isFirst ? pass.total : null },
      setAside: [...pass.aside.numbers],
    };
    return page.isLast
      ? { ...progress, watermarkAt: pass.startedAt, passStartedAt: null, lastSuccessAt: clock() }
      : progress;
  });
}
