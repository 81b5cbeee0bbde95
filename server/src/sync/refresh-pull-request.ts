import { AppError } from '@bellwether/shared/errors/app-error';
import type { PoolClient } from 'pg';
import { type FoundPullRequest, fetchPullRequest } from '../github/pull-request.fetch.ts';
import { mapPullRequests, type PullRequestRows } from '../github/pull-request.map.ts';
import { mapReviewComments, type ReviewCommentRows } from '../github/review-comment.map.ts';
import { fetchReviewCommentsOf } from '../github/review-comments.fetch.ts';
import { mapReviewRequests, type ReviewRequestRows } from '../github/review-request.map.ts';
import { saveFacts } from './facts.save.ts';
import { commitsToAsk, findParentCounts } from './parent-counts.ts';
import { savePullRequests } from './pull-requests.save.ts';
import { removePullRequest } from './remove-pull-request.save.ts';
import { replaceReviewComments } from './review-comments.save.ts';
import { saveReviewRequests } from './review-requests.save.ts';
import type { RunOptions, RunOutcome } from './run-repository.ts';
import { storeBeside } from './store-beside.ts';
import { PassStoppedError } from './stream-context.ts';
import { addStored } from './stream-counts.save.ts';
import { isBefore } from './watermark.rules.ts';

/** `unchanged`: not wanted (before the history that is read), or stored in a later state. */
export type Refreshed = 'stored' | 'removed' | 'unchanged';

type Found = Extract<FoundPullRequest, { kind: 'found' }>;
type RefreshedRows = {
  rows: PullRequestRows;
  comments: ReviewCommentRows;
  requests: ReviewRequestRows;
};

/**
 * Reads one pull request with all that belongs to it and derives its facts. It may come between two pages of a pass over
 * the same repository: the place of no stream is touched.
 */
export async function runRefresh(options: RunOptions, number: number): Promise<RunOutcome> {
  try {
    await refreshPullRequest(options, number);
    return { kind: 'complete' };
  } catch (error) {
    if (error instanceof PassStoppedError || options.signal.aborted) {
      return { kind: 'stopped' };
    }
    if (error instanceof AppError) {
      const { owner, name } = options.repository;
      options.log.warn(
        { err: error, pullRequest: `${owner}/${name}#${number}`, code: error.code },
        'A pull request could not be refreshed',
      );
      return { kind: 'failed', error };
    }
    throw error;
  }
}

/**
 * The same, for work that goes on afterwards. What is stored goes only when GitHub shows the repository and has no such
 * pull request.
 * @throws AppError when GitHub refuses or fails; then nothing was touched
 */
export async function refreshPullRequest(options: RunOptions, number: number): Promise<Refreshed> {
  const { github, repository } = options;
  const found = await fetchPullRequest(github, repository.id, number);
  if (found.kind === 'absent') {
    return await storeBeside(options, async (tx) =>
      (await removePullRequest(tx, repository.id, number)) ? 'removed' : 'unchanged',
    );
  }
  const refreshed = await readRows(options, found, number);
  return await storeBeside(options, (tx) => store(tx, options, found, refreshed));
}

async function readRows(
  options: RunOptions,
  { repository, pullRequest, reviewRequests }: Found,
  number: number,
): Promise<RefreshedRows> {
  const { github, repository: stored } = options;
  const comments = await fetchReviewCommentsOf(github, repository, number);
  const named = { ...options, repository: { ...stored, ...repository } };
  const { parents, failure } = await findParentCounts(named, commitsToAsk([pullRequest]));
  if (failure !== null) {
    throw failure;
  }
  return {
    rows: mapPullRequests([pullRequest], stored.id, parents),
    comments: mapReviewComments(comments, stored.id),
    // One that is closed is asked nobody, whatever its list still says.
    requests: mapReviewRequests(pullRequest.state === 'OPEN' ? [reviewRequests] : []),
  };
}

async function store(
  tx: PoolClient,
  { repository }: RunOptions,
  { pullRequest: { id, number, updatedAt } }: Found,
  { rows, comments, requests }: RefreshedRows,
): Promise<Refreshed> {
  const storedAt = await loadUpdatedAt(tx, id);
  const isOlder = storedAt !== null && isBefore(updatedAt, storedAt);
  if (isOlder || (storedAt === null && isBefore(updatedAt, repository.historyFrom))) {
    return 'unchanged';
  }
  const count = (stream: Parameters<typeof addStored>[2], difference: number) =>
    addStored(tx, repository.id, stream, difference);
  const { inserted } = await savePullRequests(tx, rows);
  await count('pull-requests', inserted);
  await count('review-comments', await replaceReviewComments(tx, comments, repository.id, number));
  const before = await countRequests(tx, id);
  await saveReviewRequests(tx, requests, [id]);
  await count('review-requests', (await countRequests(tx, id)) - before);
  await saveFacts(tx, [id]);
  return 'stored';
}

async function loadUpdatedAt(tx: PoolClient, id: string): Promise<Date | null> {
  const { rows } = await tx.query<{ updatedAt: Date }>(
    'select updated_at "updatedAt" from pull_requests where id = $1',
    [id],
  );
  return rows[0]?.updatedAt ?? null;
}

async function countRequests(tx: PoolClient, pullRequestId: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    'select count(*)::int n from review_requests where pull_request_id = $1',
    [pullRequestId],
  );
  return rows[0]?.n ?? 0;
}
