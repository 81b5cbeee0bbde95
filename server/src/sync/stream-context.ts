import { AppError } from '@bellwether/shared/errors/app-error';
import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { PoolClient } from 'pg';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Queryable } from '../db/queryable.types.ts';
import type { Github } from '../github/open-github.ts';
import type { RepositoryOverview } from '../github/repository.fetch.ts';
import type { Log } from '../log.ts';
import { loadStreams, type StreamRecord, updateStream } from './sync-streams.save.ts';

export type StoredRepository = {
  id: string;
  connectionId: string;
  owner: string;
  name: string;
  defaultBranch: string | null;
  historyFrom: Date | null;
};

/** What one pass over a repository has at hand. */
export type StreamContext = {
  db: Database;
  github: Github;
  repository: StoredRepository;
  /** What the repository said at the beginning of the pass. */
  overview: RepositoryOverview;
  /** GitHub's clock at the beginning of the pass. */
  startedAt: Date;
  clock: Clock;
  log: Log;
  /** Aborted when the server stops or the connection is removed. */
  signal: AbortSignal;
  onProgress: () => void;
  /** Called in the transaction of each page, first: throws PassStoppedError when this server may not store any more. */
  beforeStore: (tx: PoolClient) => Promise<void>;
  /** Called after each stored page: lets what is more urgent come in between. */
  afterStore: () => Promise<void>;
  /** Called between two reads that are stored together later: lets what is small and urgent come in between. */
  betweenReads: () => Promise<void>;
};

/** Thrown between pages when the work shall end; what is stored stays, and the next pass goes on there. */
export class PassStoppedError extends Error {
  override readonly name = 'PassStoppedError';
}

export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new PassStoppedError('The pass was stopped.');
  }
}

export async function loadStream(
  context: StreamContext,
  stream: SyncStreamName,
): Promise<StreamRecord> {
  const record = (await loadStreams(context.db.pool, context.repository.id)).get(stream);
  if (record === undefined) {
    throw new AppError('not_found', 'The repository was removed.');
  }
  return record;
}

/**
 * Stores one page with the stream's new place in one transaction. The row of the stream is locked first: a repository that
 * was removed meanwhile gets no rows.
 */
export async function storePage(
  context: StreamContext,
  stream: SyncStreamName,
  work: (tx: PoolClient) => Promise<Parameters<typeof updateStream>[3]>,
): Promise<void> {
  throwIfStopped(context.signal);
  await context.db.transaction(async (tx) => {
    await context.beforeStore(tx);
    await lockStream(tx, context.repository.id, stream);
    const patch = await work(tx);
    await updateStream(tx, context.repository.id, stream, {
      progressAt: context.clock(),
      ...patch,
    });
  });
  context.onProgress();
  await context.afterStore();
}

async function lockStream(tx: Queryable, repositoryId: string, stream: string): Promise<void> {
  const { rowCount } = await tx.query(
    'select from sync_streams where repository_id = $1 and stream = $2 for update',
    [repositoryId, stream],
  );
  if (rowCount === 0) {
    throw new PassStoppedError('The repository was removed.');
  }
}

export async function countRows(
  tx: Queryable,
  table: 'pull_requests' | 'issues' | 'deployments' | 'review_comments' | 'commits',
  repositoryId: string,
): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int n from ${table} where repository_id = $1`,
    [repositoryId],
  );
  return rows[0]?.n ?? 0;
}
