import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { syncStreams } from '@bellwether/shared/sync-status/sync-status.schema';
import type { Clock, SyncChange, SyncControl, SyncReason, SyncRequest } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Github } from '../github/open-github.ts';
import type { Log } from '../log.ts';
import { ConnectionLane, type LaneParts } from './connection-lane.ts';
import { DataVersion } from './data-version.ts';
import { clearLeases, seizeLease } from './lease.store.ts';
import { PointsLedger } from './points-ledger.ts';
import { type Discover, RequestWork } from './request-work.ts';
import { SyncQueue } from './sync-queue.ts';
import {
  findConnectionOf,
  findConnectionsGone,
  findConnectionsWithWork,
  isWorkLeft,
  loadRepositoriesToRead,
  markQueued,
} from './sync-runner.store.ts';
import { ensureStreams } from './sync-streams.save.ts';

export type SyncRunnerOptions = {
  db: Database;
  clock: Clock;
  log: Log;
  openGithub: (connectionId: string) => Promise<Github>;
  /** Nothing, when it is not given. */
  discover?: Discover;
  /** At start, a repository whose last pass is older than this is read; 15 minutes. Null: only when asked, and never again after a failure. */
  intervalMs?: number | null;
  /** After a failure the next try begins so long after it, twice as long each time; a minute. */
  firstRetryMs?: number;
  /** What a server that died had begun is taken up so long after it; 15 s. */
  leaseMs?: number;
};

export type SyncRunner = SyncControl & {
  /** Takes up what is unfinished or due. */
  start(): Promise<void>;
  /** Resolves when nothing is under way, or waiting to be begun now. */
  whenIdle(): Promise<void>;
  /** Ends requests between two pages, or gives up the page that is being fetched; all that is not done stays in line. */
  stop(): Promise<void>;
};

const INTERVAL_MS = 15 * 60_000;
const FIRST_RETRY_MS = 60_000;
const LEASE_MS = 15_000;
const SEIZED_MS = 60_000;
/** How often requests of other servers, and those whose time has come, are looked for. */
const POLL_MS = { embedded: 2_000, postgres: 1_000 };
const IDLE_POLL_MS = 20;

export function createSyncRunner(options: SyncRunnerOptions): SyncRunner {
  return new Runner(options);
}

class Runner implements SyncRunner {
  readonly #options: SyncRunnerOptions;
  readonly #intervalMs: number | null;
  readonly #lanes = new Map<string, ConnectionLane>();
  readonly #laneParts: LaneParts;
  readonly #listeners = new Set<(change: SyncChange) => void>();
  readonly #background = new Set<Promise<void>>();
  readonly #queue: SyncQueue;
  readonly #ledger: PointsLedger;
  readonly #version: DataVersion;
  readonly #stopping = new AbortController();
  #poll: NodeJS.Timeout | null = null;
  #looking = false;

  constructor(options: SyncRunnerOptions) {
    const { db, clock, log, openGithub, intervalMs = INTERVAL_MS } = options;
    const { firstRetryMs = FIRST_RETRY_MS, leaseMs = LEASE_MS } = options;
    this.#options = options;
    this.#intervalMs = intervalMs;
    this.#queue = new SyncQueue(db, log);
    this.#ledger = new PointsLedger(db, log);
    this.#version = new DataVersion(db, log, () => this.#announce('data'));
    const work = new RequestWork({
      ...{ db, clock, log, openGithub, queue: this.#queue, ledger: this.#ledger },
      discover: options.discover ?? (async () => undefined),
      onForbidden: async (connectionId) => {
        if (options.discover !== undefined) {
          await this.request({ kind: 'discover', connectionId }, 'sweep');
        }
      },
      retries: { firstRetryMs, maxMs: intervalMs },
    });
    this.#laneParts = {
      ...{ db, log, work, leaseMs, firstRetryMs, queue: this.#queue, version: this.#version },
      holder: randomUUID(),
      announce: (change) => this.#announce(change),
    };
  }

  async start(): Promise<void> {
    const { db } = this.#options;
    await this.#queue.open();
    if (db.engine === 'embedded') {
      await clearLeases(db.pool);
    }
    for (const connectionId of await findConnectionsGone(db.pool)) {
      await this.#queue.remove(connectionId);
    }
    await this.#requestUnread();
    this.#poll = setInterval(() => this.#look(), POLL_MS[db.engine]);
    this.#poll.unref();
    this.#look();
  }

  async request(request: SyncRequest, reason: SyncReason): Promise<void> {
    const { db } = this.#options;
    const found = await findConnectionOf(db.pool, request);
    if (found === null) {
      return;
    }
    const { connectionId } = found;
    const isCalm = reason !== 'person' && reason !== 'webhook';
    if (isCalm && (await this.#queue.hurry(connectionId, request, reason))) {
      return;
    }
    await this.#queue.open();
    if (request.kind === 'pass' && !found.isPaused) {
      await ensureStreams(db.pool, request.repositoryId);
      await markQueued(db.pool, request.repositoryId, request.streams ?? syncStreams);
    }
    await this.#queue.add(connectionId, request, reason);
    this.#announce('progress');
    this.#wake(connectionId);
  }

  async tell(change: SyncChange): Promise<void> {
    if (change === 'data') {
      await this.#version.grow();
    }
    this.#announce(change);
  }

  async release(connectionId: string): Promise<void> {
    const { db } = this.#options;
    const lane = this.#lanes.get(connectionId);
    this.#lanes.delete(connectionId);
    await lane?.stop();
    await seizeLease(db.pool, connectionId, randomUUID(), SEIZED_MS);
    await this.#queue.remove(connectionId);
  }

  onProgress(listener: (change: SyncChange) => void): () => void {
    this.#listeners.add(listener);
    this.#version.watch();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        void this.#version.unwatch();
      }
    };
  }

  points(): ReturnType<SyncControl['points']> {
    return this.#ledger.reading();
  }

  async whenIdle(): Promise<void> {
    await this.#queue.open();
    for (;;) {
      await this.#whenDone();
      if (this.#stopping.signal.aborted || !(await isWorkLeft(this.#options.db.pool))) {
        return;
      }
      await this.#wakeLanes();
      await wait(this.#busy().length === 0 ? IDLE_POLL_MS : 0);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#poll !== null) {
      clearInterval(this.#poll);
    }
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    await this.#whenDone();
    await this.#version.unwatch();
    await this.#queue.close();
  }

  /** Resolves when this server has nothing under way. */
  async #whenDone(): Promise<void> {
    for (let busy = this.#busy(); busy.length > 0; busy = this.#busy()) {
      await Promise.allSettled(busy);
    }
  }

  #busy(): Promise<void>[] {
    const lanes = [...this.#lanes.values()].flatMap((lane) => lane.working ?? []);
    return [...this.#background, ...lanes];
  }

  async #requestUnread(): Promise<void> {
    const { db, clock } = this.#options;
    const now = clock().getTime();
    for (const { id, isUnfinished, lastSuccessAt } of await loadRepositoriesToRead(db.pool)) {
      const isDue =
        this.#intervalMs !== null && (lastSuccessAt?.getTime() ?? 0) + this.#intervalMs <= now;
      if (isUnfinished || isDue) {
        await this.request({ kind: 'pass', repositoryId: id }, 'start');
      }
    }
  }

  #wake(connectionId: string): void {
    if (this.#stopping.signal.aborted) {
      return;
    }
    let lane = this.#lanes.get(connectionId);
    if (lane === undefined) {
      lane = new ConnectionLane(connectionId, this.#laneParts);
      this.#lanes.set(connectionId, lane);
    }
    lane.wake();
  }

  async #wakeLanes(): Promise<void> {
    for (const connectionId of await findConnectionsWithWork(this.#options.db.pool)) {
      this.#wake(connectionId);
    }
  }

  #look(): void {
    if (!this.#looking && !this.#stopping.signal.aborted) {
      this.#looking = true;
      const done = () => {
        this.#looking = false;
      };
      this.#watch(this.#wakeLanes().finally(done));
    }
  }

  #watch(work: Promise<void>): void {
    const watched = work
      .catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'Reading could not be prepared');
      })
      .finally(() => this.#background.delete(watched));
    this.#background.add(watched);
  }

  #announce(change: SyncChange): void {
    for (const listener of this.#listeners) {
      listener(change);
    }
  }
}
