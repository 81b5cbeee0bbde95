import { AppError } from '@bellwether/shared/errors/app-error';
import type { Clock, SyncChange, SyncControl, SyncReason, SyncRequest } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Github } from '../github/open-github.ts';
import type { Log } from '../log.ts';
import { ConnectionLane } from './connection-lane.ts';
import { PointsLedger } from './points-ledger.ts';
import { rederiveOutdatedFacts } from './rederive-facts.ts';
import { type RunOutcome, runRepository } from './run-repository.ts';
import type { StoredRepository } from './stream-context.ts';
import { findRepositoryOf, loadRepositoriesToRead } from './sync-runner.store.ts';
import { ensureStreams, markFailed, setStates } from './sync-streams.save.ts';

export type SyncRunnerOptions = {
  db: Database;
  clock: Clock;
  log: Log;
  openGithub: (connectionId: string) => Promise<Github>;
  /** A repository is read again so long after its last pass; 15 minutes. Null: only when asked. */
  intervalMs?: number | null;
  /** After a failed pass the next one begins so long after it, twice as long each time; a minute. */
  firstRetryMs?: number;
};

export type SyncRunner = SyncControl & {
  /** Takes up what is unfinished or due, and derives facts of an older definition again. */
  start(): Promise<void>;
  /** Resolves when no pass is under way or waiting. */
  whenIdle(): Promise<void>;
  /** Ends passes between two pages, or gives up the page that is being fetched; nothing is left half written. */
  stop(): Promise<void>;
};

const INTERVAL_MS = 15 * 60_000;
const FIRST_RETRY_MS = 60_000;

export function createSyncRunner(options: SyncRunnerOptions): SyncRunner {
  return new Runner(options);
}

class Runner implements SyncRunner {
  readonly #options: SyncRunnerOptions;
  readonly #intervalMs: number | null;
  readonly #lanes = new Map<string, ConnectionLane>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #failures = new Map<string, number>();
  readonly #listeners = new Set<(change: SyncChange) => void>();
  readonly #background = new Set<Promise<void>>();
  readonly #ledger = new PointsLedger();
  readonly #stopping = new AbortController();

  constructor(options: SyncRunnerOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs === undefined ? INTERVAL_MS : options.intervalMs;
  }

  async start(): Promise<void> {
    const { db, clock, log } = this.#options;
    this.#watch(
      rederiveOutdatedFacts(db, this.#stopping.signal).then((count) => {
        if (count > 0) {
          log.info({ count }, 'Facts of an older definition were derived again');
          this.#announce();
        }
      }),
    );
    const now = clock().getTime();
    for (const { id, isUnfinished, lastSuccessAt } of await loadRepositoriesToRead(db.pool)) {
      const dueInMs = (lastSuccessAt?.getTime() ?? 0) + (this.#intervalMs ?? 0) - now;
      if (isUnfinished || (this.#intervalMs !== null && dueInMs <= 0)) {
        await this.request({ kind: 'pass', repositoryId: id }, 'start');
      } else if (this.#intervalMs !== null) {
        this.#schedule(id, dueInMs);
      }
    }
  }

  async request(request: SyncRequest, _reason: SyncReason): Promise<void> {
    if (!this.#stopping.signal.aborted && request.kind !== 'discover') {
      const { repositoryId } = request;
      this.#watch(
        this.#enqueue(repositoryId).catch((error: unknown) => this.#tryAgain(repositoryId, error)),
      );
    }
  }

  async release(connectionId: string): Promise<void> {
    const lane = this.#lanes.get(connectionId);
    this.#lanes.delete(connectionId);
    await lane?.stop();
  }

  onProgress(listener: (change: SyncChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  points(): ReturnType<SyncControl['points']> {
    return this.#ledger.reading();
  }

  async whenIdle(): Promise<void> {
    for (let busy = this.#busy(); busy.length > 0; busy = this.#busy()) {
      await Promise.allSettled(busy);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#timers.clear();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    await this.whenIdle();
  }

  #busy(): Promise<void>[] {
    const lanes = [...this.#lanes.values()].flatMap((lane) => lane.working ?? []);
    return [...this.#background, ...lanes];
  }

  async #enqueue(repositoryId: string): Promise<void> {
    const { db } = this.#options;
    const repository = await findRepositoryOf(db.pool, repositoryId);
    if (repository === null || this.#stopping.signal.aborted) {
      return;
    }
    clearTimeout(this.#timers.get(repositoryId));
    const lane = this.#laneOf(repository.connectionId);
    if (lane.isWaiting(repositoryId)) {
      return;
    }
    await ensureStreams(db.pool, repositoryId);
    if (!lane.isRunning(repositoryId)) {
      await setStates(db.pool, repositoryId, 'queued');
    }
    lane.add(repositoryId);
    this.#announce();
  }

  #laneOf(connectionId: string): ConnectionLane {
    const known = this.#lanes.get(connectionId);
    if (known !== undefined) {
      return known;
    }
    const lane = new ConnectionLane((repositoryId, signal) => this.#pass(repositoryId, signal));
    this.#lanes.set(connectionId, lane);
    return lane;
  }

  async #pass(repositoryId: string, signal: AbortSignal): Promise<void> {
    const { db } = this.#options;
    const repository = await findRepositoryOf(db.pool, repositoryId);
    if (repository === null || signal.aborted) {
      return;
    }
    try {
      const outcome = await this.#read(repository, signal);
      this.#plan(repositoryId, outcome);
    } catch (error) {
      this.#tryAgain(repositoryId, error);
    }
    this.#announce();
  }

  /** The database did not answer: nothing could be written down, so the repository keeps its place in line. */
  #tryAgain(repositoryId: string, error: unknown): void {
    const message = 'A pass broke off';
    this.#options.log.error({ err: error, repositoryId }, message);
    this.#plan(repositoryId, {
      kind: 'failed',
      error: new AppError('internal', message, { cause: error }),
    });
  }

  async #read(repository: StoredRepository, signal: AbortSignal): Promise<RunOutcome> {
    const { db, clock, log, openGithub } = this.#options;
    const onProgress = () => this.#announce();
    let github: Github;
    try {
      github = await openGithub(repository.connectionId);
    } catch (error) {
      const failure = error as AppError;
      await setStates(db.pool, repository.id, 'idle');
      await markFailed(db.pool, repository.id, 'repository', failure, clock());
      return { kind: 'failed', error: failure };
    }
    const closeGithub = () => github.close();
    signal.addEventListener('abort', closeGithub);
    const close = this.#ledger.open(github);
    try {
      const outcome = await runRepository({
        db,
        github,
        repository,
        clock,
        log,
        signal,
        onProgress,
        beforeStore: async () => undefined,
        afterStore: async () => undefined,
      });
      if (outcome.kind === 'stopped') {
        await setStates(db.pool, repository.id, 'queued');
      }
      return outcome;
    } finally {
      close();
      signal.removeEventListener('abort', closeGithub);
    }
  }

  #plan(repositoryId: string, outcome: RunOutcome): void {
    if (outcome.kind === 'stopped' || this.#intervalMs === null) {
      return;
    }
    if (outcome.kind === 'complete') {
      this.#failures.delete(repositoryId);
      this.#schedule(repositoryId, this.#intervalMs);
      return;
    }
    const { firstRetryMs = FIRST_RETRY_MS } = this.#options;
    const failures = (this.#failures.get(repositoryId) ?? 0) + 1;
    this.#failures.set(repositoryId, failures);
    const backoff = Math.min(this.#intervalMs, firstRetryMs * 2 ** (failures - 1));
    const resetAt = this.#ledger.reading()?.resetAt ?? null;
    const untilReset =
      outcome.error.code === 'upstream_rate_limited' && resetAt !== null
        ? resetAt.getTime() - this.#options.clock().getTime()
        : 0;
    this.#schedule(repositoryId, Math.max(backoff, Math.min(untilReset, 60 * 60_000)));
  }

  #schedule(repositoryId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(repositoryId));
    if (this.#stopping.signal.aborted) {
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(repositoryId);
      void this.request({ kind: 'pass', repositoryId }, 'sweep');
    }, delayMs);
    timer.unref();
    this.#timers.set(repositoryId, timer);
  }

  #watch(work: Promise<void>): void {
    const watched = work
      .catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'Reading could not be prepared');
      })
      .finally(() => this.#background.delete(watched));
    this.#background.add(watched);
  }

  #announce(): void {
    for (const listener of this.#listeners) {
      listener('progress');
    }
  }
}
