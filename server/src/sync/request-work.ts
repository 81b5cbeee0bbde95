import { AppError } from '@bellwether/shared/errors/app-error';
import { syncStreams } from '@bellwether/shared/sync-status/sync-status.schema';
import type { PoolClient } from 'pg';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import { retryAtOf } from '../github/github-limits.ts';
import type { Github } from '../github/open-github.ts';
import { explainFailure } from '../jobs/explain-failure.ts';
import type { Log } from '../log.ts';
import type { PointsLedger } from './points-ledger.ts';
import { type RetryRules, retryDelayMs } from './retry-delay.rules.ts';
import type { RunOutcome } from './run-repository.ts';
import { runRequest } from './run-request.ts';
import { PassStoppedError, type StoredRepository } from './stream-context.ts';
import type { SyncJob } from './sync-job.ts';
import type { SyncQueue } from './sync-queue.ts';
import { findRepositoryOf, markIdle, markQueued } from './sync-runner.store.ts';
import { ensureStreams, markFailed } from './sync-streams.save.ts';

/** Finds an App's repositories, and the teams of the organisations that a connection reaches. */
export type Discover = (parts: {
  connectionId: string;
  db: Database;
  github: Github;
  clock: Clock;
  log: Log;
  /** Aborted when the server stops, or another one took the connection over. */
  signal: AbortSignal;
}) => Promise<void>;

export type RequestHooks = {
  /** Aborted when the server stops, the connection is removed, or another server took it over. */
  signal: AbortSignal;
  /** Whether this server ends by itself: then its work is given back. */
  isStopping: () => boolean;
  beforeStore: (tx: PoolClient, repositoryId: string) => Promise<void>;
  afterStore: () => Promise<void>;
  betweenReads: () => Promise<void>;
  /** Something became different that pages show. */
  onProgress: () => void;
  /** The most urgent that the request may still be, when it is given back. */
  urgency: () => number;
};

/** What became of a request. `left`: to whoever took the connection over. */
export type Settled =
  | { kind: 'done' | 'dropped' | 'failed' | 'given-back' | 'left' }
  | { kind: 'put-off'; delayMs: number };

export type RequestWorkOptions = {
  db: Database;
  clock: Clock;
  log: Log;
  queue: SyncQueue;
  ledger: PointsLedger;
  openGithub: (connectionId: string) => Promise<Github>;
  discover: Discover;
  /** GitHub refused a right in the middle of reading: what the connection may do is looked up again. */
  onForbidden: (connectionId: string) => Promise<void>;
  retries: RetryRules;
};

type Ended = RunOutcome | { kind: 'dropped' };

/** Does one request that was taken from its queue, and writes down there what became of it. */
export class RequestWork {
  readonly #options: RequestWorkOptions;

  constructor(options: RequestWorkOptions) {
    this.#options = options;
  }

  async run(connectionId: string, job: SyncJob, hooks: RequestHooks): Promise<Settled> {
    const settled = await this.#runAndSettle(connectionId, job, hooks);
    hooks.onProgress();
    return settled;
  }

  async #runAndSettle(connectionId: string, job: SyncJob, hooks: RequestHooks): Promise<Settled> {
    const { db, queue } = this.#options;
    let github: Github | null = null;
    let repository: StoredRepository | null = null;
    const { request } = job;
    if (request.kind !== 'discover') {
      const found = await findRepositoryOf(db.pool, request.repositoryId);
      if (found === null || found.isPaused || found.connectionId !== connectionId) {
        return await this.#drop(job);
      }
      repository = found;
      await ensureStreams(db.pool, found.id);
    }
    let ended: Ended;
    try {
      github = await this.#options.openGithub(connectionId);
      ended = await this.#read(connectionId, job, { github, repository }, hooks);
    } catch (error) {
      ended = await this.#failedEarly(job, repository, error, hooks);
    }
    switch (ended.kind) {
      case 'complete':
        await queue.complete(job);
        return { kind: 'done' };
      case 'stopped':
        return await this.#settleStopped(job, hooks);
      case 'failed':
        if (ended.error.code === 'upstream_forbidden' && request.kind !== 'discover') {
          await this.#options.onForbidden(connectionId);
        }
        return await this.#settleFailed(job, ended.error, github);
      default:
        return await this.#drop(job);
    }
  }

  async #read(
    connectionId: string,
    job: SyncJob,
    parts: { github: Github; repository: StoredRepository | null },
    hooks: RequestHooks,
  ): Promise<RunOutcome> {
    const { db, clock, log, ledger, discover } = this.#options;
    const { github, repository } = parts;
    const { signal, onProgress } = hooks;
    const { request } = job;
    const closeGithub = () => github.close();
    signal.addEventListener('abort', closeGithub);
    const close = ledger.open(connectionId, github);
    try {
      if (request.kind === 'discover' || repository === null) {
        await discover({ connectionId, db, github, clock, log, signal });
        return { kind: 'complete' };
      }
      if (request.kind === 'pass') {
        await markQueued(db.pool, repository.id, request.streams ?? syncStreams);
      }
      return await runRequest(request, {
        ...{ db, github, repository, clock, log, signal, onProgress },
        beforeStore: (tx) => hooks.beforeStore(tx, repository.id),
        afterStore: hooks.afterStore,
        betweenReads: hooks.betweenReads,
      });
    } finally {
      signal.removeEventListener('abort', closeGithub);
      github.close();
      await close();
    }
  }

  /** What is not the database's fault is the request's failure; the rest breaks the lane off. */
  async #failedEarly(
    job: SyncJob,
    repository: StoredRepository | null,
    error: unknown,
    hooks: RequestHooks,
  ): Promise<RunOutcome> {
    if (error instanceof PassStoppedError || hooks.signal.aborted) {
      return { kind: 'stopped' };
    }
    if (!(error instanceof AppError)) {
      throw error;
    }
    const { db, clock } = this.#options;
    if (repository !== null && job.request.kind !== 'pull-request') {
      await markIdle(db.pool, repository.id);
      await markFailed(db.pool, repository.id, 'repository', error, clock());
    }
    return { kind: 'failed', error };
  }

  async #settleStopped(job: SyncJob, hooks: RequestHooks): Promise<Settled> {
    const { db, queue } = this.#options;
    if (hooks.signal.aborted && !hooks.isStopping()) {
      return { kind: 'left' };
    }
    const { request } = job;
    if (request.kind !== 'discover') {
      const repository = await findRepositoryOf(db.pool, request.repositoryId);
      if (repository === null || repository.isPaused) {
        return await this.#drop(job);
      }
      await markIdle(db.pool, repository.id);
    }
    await queue.giveBack(job, hooks.urgency());
    if (request.kind === 'pass') {
      await markQueued(db.pool, request.repositoryId, request.streams ?? syncStreams);
    }
    return { kind: 'given-back' };
  }

  async #settleFailed(job: SyncJob, error: AppError, github: Github | null): Promise<Settled> {
    const { clock, queue, retries } = this.#options;
    const retryAt = retryAtOf(error);
    const now = retryAt === null ? (github?.lastAnsweredAt() ?? clock()) : clock();
    const resetAt = retryAt ?? github?.points()?.resetAt ?? null;
    const delayMs = retryDelayMs(retries, {
      code: error.code,
      failures: job.failures,
      resetAt,
      now,
    });
    const message = explainFailure(error);
    if (delayMs === null) {
      await queue.fail(job, message);
      return { kind: 'failed' };
    }
    await queue.putOff(job, delayMs, message);
    return { kind: 'put-off', delayMs };
  }

  async #drop(job: SyncJob): Promise<Settled> {
    if (job.request.kind !== 'discover') {
      await markIdle(this.#options.db.pool, job.request.repositoryId);
    }
    await this.#options.queue.complete(job);
    return { kind: 'dropped' };
  }
}
