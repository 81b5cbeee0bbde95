import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import type { DataVersion } from './data-version.ts';
import { acquireLease, assertMayStore, releaseLease, renewLease } from './lease.store.ts';
import type { RequestHooks, RequestWork, Settled } from './request-work.ts';
import { PassStoppedError } from './stream-context.ts';
import { priorities, queuesOf, type SyncJob } from './sync-job.ts';
import type { SyncQueue } from './sync-queue.ts';
import { findMostUrgent } from './sync-runner.store.ts';

/** A request that has stored so many pages gives way to whatever a person or a webhook asks for. */
const LONG_PAGES = 12;

export type LaneParts = {
  db: Database;
  log: Log;
  queue: SyncQueue;
  work: RequestWork;
  version: DataVersion;
  /** This server's own name. */
  holder: string;
  leaseMs: number;
  firstRetryMs: number;
  announce: (change: 'progress' | 'data') => void;
};

/**
 * Does a connection's requests one after the other, while this server holds the connection's lease: no two servers speak to
 * GitHub for it at once. Small urgent requests come between the pages of long ones.
 */
export class ConnectionLane {
  readonly #connectionId: string;
  readonly #parts: LaneParts;
  readonly #stopping = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  #working: Promise<void> | null = null;
  #isWanted = false;
  #breaks = 0;

  constructor(connectionId: string, parts: LaneParts) {
    this.#connectionId = connectionId;
    this.#parts = parts;
  }

  /** Settles when this server has nothing to do here; null: that is so now. */
  get working(): Promise<void> | null {
    return this.#working;
  }

  /** Looks for requests; once more when it is looking already. */
  wake(): void {
    this.#isWanted = true;
    if (!this.#stopping.signal.aborted) {
      this.#working ??= this.#drainWhileWanted().finally(() => {
        this.#working = null;
      });
    }
  }

  /** Nothing new is begun; resolves when what is under way was ended or given back, and the lease with it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    await this.#working;
  }

  async #drainWhileWanted(): Promise<void> {
    while (this.#isWanted && !this.#stopping.signal.aborted) {
      this.#isWanted = false;
      try {
        await this.#drainUnderLease();
        this.#breaks = 0;
      } catch (error) {
        this.#parts.log.error({ err: error, connectionId: this.#connectionId }, 'A pass broke off');
        this.#wakeAfter(this.#parts.firstRetryMs * 2 ** Math.min(this.#breaks, 6));
        this.#breaks += 1;
      }
    }
  }

  async #drainUnderLease(): Promise<void> {
    const { db, queue, holder, leaseMs } = this.#parts;
    if (!(await acquireLease(db.pool, this.#connectionId, holder, leaseMs))) {
      return;
    }
    const lost = new AbortController();
    const renewal = this.#keepRenewing(lost);
    try {
      await queue.takeOver(this.#connectionId);
      await this.#drain(AbortSignal.any([this.#stopping.signal, lost.signal]));
    } finally {
      clearInterval(renewal);
      await releaseLease(db.pool, this.#connectionId, holder);
    }
  }

  #keepRenewing(lost: AbortController): NodeJS.Timeout {
    const { db, log, holder, leaseMs } = this.#parts;
    const renew = async () => {
      if (!(await renewLease(db.pool, this.#connectionId, holder, leaseMs))) {
        lost.abort();
      }
    };
    return setInterval(() => {
      renew().catch((error: unknown) => log.warn({ err: error }, 'A lease could not be renewed'));
    }, leaseMs / 3);
  }

  async #drain(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const job = await this.#parts.queue.take(this.#connectionId);
      if (job === null) {
        return;
      }
      let pages = 0;
      const urgency = () =>
        pages < LONG_PAGES ? job.priority : Math.min(job.priority, priorities.start);
      const between = {
        afterPage: () => {
          pages += 1;
          return this.#comeBetween(job, urgency(), signal);
        },
        betweenReads: async () => void (await this.#doSmall(job, signal)),
      };
      this.#react(await this.#run(job, signal, between, urgency));
    }
  }

  async #run(
    job: SyncJob,
    signal: AbortSignal,
    between: { afterPage: () => Promise<void>; betweenReads: () => Promise<void> },
    urgency: () => number,
  ): Promise<Settled> {
    const { work, version, announce, holder } = this.#parts;
    const hooks: RequestHooks = {
      signal,
      isStopping: () => this.#stopping.signal.aborted,
      beforeStore: (tx, repositoryId) => assertMayStore(tx, repositoryId, holder),
      afterStore: async () => {
        await version.grow();
        announce('data');
        await between.afterPage();
      },
      betweenReads: between.betweenReads,
      onProgress: () => announce('progress'),
      urgency,
    };
    const settled = await work.run(this.#connectionId, job, hooks);
    if (job.request.kind !== 'pass') {
      await version.grow();
      announce('data');
    }
    return settled;
  }

  #react(settled: Settled): void {
    if (settled.kind === 'put-off') {
      this.#wakeAfter(settled.delayMs);
    }
  }

  /** Between two pages: does what is small and urgent; ends the pass, to go on later, when something larger is. */
  async #comeBetween(outer: SyncJob, urgency: number, signal: AbortSignal): Promise<void> {
    const later = await this.#doSmall(outer, signal);
    if (later !== null && later > urgency && later > priorityToEnd(outer)) {
      throw new PassStoppedError('Something more urgent waits.');
    }
  }

  /** Does what cannot wait, and answers how urgent the rest is; null: nothing else waits. */
  async #doSmall(outer: SyncJob, signal: AbortSignal): Promise<number | null> {
    const { db, queue } = this.#parts;
    const queues = queuesOf(this.#connectionId);
    const waiting = await findMostUrgent(db.pool, queues);
    for (let isLeft = waiting.now !== null; isLeft && !signal.aborted; ) {
      const job = await queue.takeFrom(queues.now);
      isLeft = job !== null;
      if (job !== null) {
        await this.#runBetween(outer, job, signal);
      }
    }
    return waiting.later;
  }

  async #runBetween(outer: SyncJob, job: SyncJob, signal: AbortSignal): Promise<void> {
    if (repositoryOf(job) === repositoryOf(outer) && !mayComeBetween(job, outer)) {
      await this.#parts.queue.moveToLater(this.#connectionId, job);
      return;
    }
    this.#react(
      await this.#run(
        job,
        signal,
        { afterPage: nothing, betweenReads: nothing },
        () => job.priority,
      ),
    );
  }

  #wakeAfter(delayMs: number): void {
    if (this.#stopping.signal.aborted || delayMs > 60_000) {
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.wake();
    }, delayMs + 5);
    timer.unref();
    this.#timers.add(timer);
  }
}

const nothing = () => Promise.resolve();

/** What a request ends for must be more urgent. A deep check is begun again from its first page: webhooks never end one. */
function priorityToEnd({ request }: SyncJob): number {
  return request.kind === 'deep-check' ? priorities.webhook : priorities.start;
}

/**
 * Whether something small may be done in the midst of a long request over the same repository. Two passes would take each
 * other's place in its streams; a deep check touches none, and what it works out at its end hangs on the comparisons alone.
 */
function mayComeBetween({ request }: SyncJob, outer: SyncJob): boolean {
  if (request.kind !== 'pass') {
    return true;
  }
  return outer.request.kind === 'deep-check' && request.streams?.includes('comparisons') === false;
}

function repositoryOf(job: SyncJob): string | null {
  return job.request.kind === 'discover' ? null : job.request.repositoryId;
}
