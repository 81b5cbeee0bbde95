import { AppError } from '@bellwether/shared/errors/app-error';
import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { SyncRequest } from '../app-context.ts';
import { fetchRepositoryOverview } from '../github/repository.fetch.ts';
import { attachDeployments, syncDeployedSpan } from './comparisons.stream.ts';
import {
  type CheckedList,
  checkDeployments,
  checkIssues,
  checkPullRequests,
} from './deep-check-lists.ts';
import { checkReviewComments } from './deep-check-review-comments.ts';
import { rederiveMarked } from './rederive-facts.ts';
import { saveRepository } from './repository.stream.ts';
import { syncReviewRequests } from './review-requests.stream.ts';
import type { RunOptions, RunOutcome } from './run-repository.ts';
import { PassStoppedError, type StreamContext, throwIfStopped } from './stream-context.ts';
import { addPoints, loadStreams, type StreamRecord, updateStream } from './sync-streams.save.ts';

export type Reach = Extract<SyncRequest, { kind: 'deep-check' }>['reach'];

const RECENT_MS = 14 * 86_400_000;

/** Null: the list keeps its own count. */
type Check = (context: StreamContext, from: Date | null) => Promise<CheckedList | null>;

const checks: readonly [SyncStreamName, Check][] = [
  ['review-comments', checkReviewComments],
  ['deployments', checkDeployments],
  ['pull-requests', checkPullRequests],
  ['issues', checkIssues],
];

/**
 * Reads again what changed in the last days, or everything, through the same pages and upserts as a pass, and removes what
 * GitHub has no more. Where then more or fewer are stored than GitHub counts, all of that list is read, once for each such
 * difference. The passes' places are not touched: cut short, it is begun again, and nothing else has changed.
 */
export async function runDeepCheck(options: RunOptions, reach: Reach): Promise<RunOutcome> {
  try {
    return await check(options, reach);
  } catch (error) {
    if (error instanceof PassStoppedError || options.signal.aborted) {
      return { kind: 'stopped' };
    }
    if (error instanceof AppError) {
      return { kind: 'failed', error };
    }
    throw error;
  }
}

async function check(options: RunOptions, reach: Reach): Promise<RunOutcome> {
  const { db, repository, log } = options;
  const context = await contextOf(options);
  const records = await loadStreams(db.pool, repository.id);
  const failures: AppError[] = [];
  const attempt = async (stream: SyncStreamName, work: () => Promise<void>) => {
    const record = records.get(stream);
    if (endsAll(failures) || record === undefined || record.lastSuccessAt === null) {
      return;
    }
    try {
      await counted(context, stream, work);
    } catch (error) {
      if (!(error instanceof AppError) || options.signal.aborted) {
        throw error;
      }
      log.warn({ err: error, stream, code: error.code }, 'A stream could not be checked');
      failures.push(error);
    }
  };
  for (const [stream, checkList] of checks) {
    await attempt(stream, () => checkStream(context, stream, checkList, reach, records));
  }
  await attempt('review-requests', () => syncReviewRequests(context));
  await attempt('comparisons', async () => {
    await syncDeployedSpan(context);
    await attachDeployments(context);
  });
  const [error] = failures;
  return error === undefined ? { kind: 'complete' } : { kind: 'failed', error };
}

async function contextOf(options: RunOptions): Promise<StreamContext> {
  const { db, github, repository, clock } = options;
  throwIfStopped(options.signal);
  const overview = await fetchRepositoryOverview(github, repository.id);
  await saveRepository(db, repository.connectionId, overview);
  await rederiveMarked(db, repository.id);
  const { owner, name, defaultBranch } = overview.repository;
  const startedAt = github.lastAnsweredAt() ?? clock();
  const named = { ...repository, owner, name, defaultBranch };
  return { ...options, overview, startedAt, repository: named };
}

async function checkStream(
  context: StreamContext,
  stream: SyncStreamName,
  checkList: Check,
  reach: Reach,
  records: ReadonlyMap<SyncStreamName, StreamRecord>,
): Promise<void> {
  const { db, repository, clock } = context;
  const record = records.get(stream);
  if (record === undefined || isUnfinished(record)) {
    return;
  }
  const from = windowStart(context, reach);
  const isWhole = from === repository.historyFrom;
  const first = await checkList(context, from);
  const isGap = gapOf(first) > (record.unhealedGap ?? 0);
  const found = isGap && !isWhole ? await checkList(context, repository.historyFrom) : first;
  await updateStream(db.pool, repository.id, stream, {
    deepCheckedAt: clock(),
    ...(found === null ? {} : { stored: found.stored }),
    ...(found === null || found.total === null ? {} : { total: found.total }),
    ...(isGap || isWhole ? { unhealedGap: gapOf(found) } : {}),
  });
}

/** By how many what is stored differs from what GitHub counts. */
function gapOf(list: CheckedList | null): number {
  return list === null || list.total === null ? 0 : Math.abs(list.total - list.stored);
}

/** Its first pass, or one that was cut short, has yet to read what is missing. */
function isUnfinished({ stream, watermarkAt, passStartedAt }: StreamRecord): boolean {
  return passStartedAt !== null || (stream !== 'review-comments' && watermarkAt === null);
}

function windowStart({ startedAt, repository }: StreamContext, reach: Reach): Date | null {
  const { historyFrom } = repository;
  const recent = startedAt.getTime() - RECENT_MS;
  return reach === 'whole' || recent < (historyFrom?.getTime() ?? 0)
    ? historyFrom
    : new Date(recent);
}

async function counted(
  { db, github, repository }: StreamContext,
  stream: SyncStreamName,
  work: () => Promise<void>,
): Promise<void> {
  const before = github.points()?.spent ?? 0;
  try {
    await work();
  } finally {
    await addPoints(db.pool, repository.id, stream, (github.points()?.spent ?? 0) - before);
  }
}

/** Nothing else can be read either. */
function endsAll(failures: readonly AppError[]): boolean {
  return failures.some(
    ({ code }) => code === 'upstream_unauthenticated' || code === 'upstream_rate_limited',
  );
}
