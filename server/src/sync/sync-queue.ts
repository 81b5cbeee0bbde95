import type PgBoss from 'pg-boss';
import type { SyncReason, SyncRequest } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import {
  deleteQueue,
  failJob,
  giveBackJobs,
  hurryJob,
  isWaiting,
  putOffJob,
} from '../jobs/job-table.store.ts';
import { openBoss, takeJob } from '../jobs/open-boss.ts';
import type { Log } from '../log.ts';
import {
  identityOf,
  isSmall,
  priorities,
  queuesOf,
  type SyncJob,
  syncJobSchema,
} from './sync-job.ts';

/** Jobs of reading are not timed: the lease of their connection says whether their server lives. */
const EXPIRE_HOURS = 23;

/** The requests of all connections, kept by pg-boss in two queues for each. */
export class SyncQueue {
  readonly #db: Database;
  readonly #log: Log;
  readonly #known = new Set<string>();
  #boss: Promise<PgBoss> | null = null;
  /** Settles when no queue is being made. */
  #making: Promise<void> = Promise.resolve();

  constructor(db: Database, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  /** Makes the queue's tables when they are missing; done once. */
  async open(): Promise<PgBoss> {
    this.#boss ??= openBoss(this.#db, this.#log, { cronSeconds: null }).catch((error: unknown) => {
      this.#boss = null;
      throw error;
    });
    return await this.#boss;
  }

  /** True: the same waits already, and stays as it is but for its urgency. */
  async hurry(connectionId: string, request: SyncRequest, reason: SyncReason): Promise<boolean> {
    await this.open();
    return await hurryJob(this.#db.pool, {
      queue: queueOf(connectionId, request, reason),
      key: identityOf(request),
      priority: priorities[reason],
      atOnce: reason === 'person' || reason === 'webhook',
    });
  }

  async add(
    connectionId: string,
    request: SyncRequest,
    reason: SyncReason,
    delayMs = 0,
  ): Promise<void> {
    if (await this.hurry(connectionId, request, reason)) {
      return;
    }
    const queue = queueOf(connectionId, request, reason);
    if (this.#known.has(queue) && (await this.#send(queue, request, reason, delayMs))) {
      return;
    }
    await this.#createQueues(connectionId);
    await this.#send(queue, request, reason, delayMs);
  }

  /** The most urgent request that is due, from the queue for what cannot wait first. */
  async take(connectionId: string): Promise<SyncJob | null> {
    const { now, later } = queuesOf(connectionId);
    return (await this.takeFrom(now)) ?? (await this.takeFrom(later));
  }

  async takeFrom(queue: string): Promise<SyncJob | null> {
    const boss = await this.open();
    const job = await takeJob(boss, this.#db.pool, queue);
    if (job === null) {
      return null;
    }
    const parsed = syncJobSchema.safeParse(job.data);
    if (!parsed.success) {
      const message = 'It was asked for by another version of Bellwether.';
      await failJob(this.#db.pool, { queue, id: job.id }, message);
      return await this.takeFrom(queue);
    }
    const { id, priority, retryCount } = job;
    return { ...parsed.data, queue, id, priority, failures: retryCount };
  }

  async complete(job: SyncJob): Promise<void> {
    const boss = await this.open();
    await boss.complete(job.queue, job.id);
  }

  async fail(job: SyncJob, message: string): Promise<void> {
    await failJob(this.#db.pool, job, message);
  }

  /** Tried again after a while; where the same was asked again meanwhile, that one is the next try. */
  async putOff(job: SyncJob, delayMs: number, message: string): Promise<void> {
    if (await isWaiting(this.#db.pool, job.queue, identityOf(job.request))) {
      await this.fail(job, message);
      return;
    }
    await putOffJob(this.#db.pool, job, delayMs, message);
  }

  async giveBack(job: SyncJob, maxPriority: number): Promise<void> {
    await giveBackJobs(this.#db.pool, [job.queue], { id: job.id, maxPriority });
  }

  /** Puts what a server left begun back in line; only for whoever holds the connection's lease. */
  async takeOver(connectionId: string): Promise<number> {
    await this.open();
    const { now, later } = queuesOf(connectionId);
    return await giveBackJobs(this.#db.pool, [now, later]);
  }

  /** Moves a small request among the others: it cannot be done now. */
  async moveToLater(connectionId: string, job: SyncJob): Promise<void> {
    const { later } = queuesOf(connectionId);
    await this.#send(later, job.request, job.reason, 0);
    const boss = await this.open();
    await boss.deleteJob(job.queue, job.id);
  }

  async remove(connectionId: string): Promise<void> {
    await this.open();
    const { now, later } = queuesOf(connectionId);
    for (const queue of [now, later]) {
      this.#known.delete(queue);
      await this.#db.transaction((tx) => deleteQueue(tx, queue));
    }
  }

  async close(): Promise<void> {
    const boss = await this.#boss?.catch(() => null);
    await boss?.stop({ graceful: false });
  }

  /** One after the other: two queues that are made at the same moment lock each other out. */
  async #createQueues(connectionId: string): Promise<void> {
    const boss = await this.open();
    for (const name of Object.values(queuesOf(connectionId))) {
      const options = { name, policy: 'short', expireInHours: EXPIRE_HOURS } as const;
      const made = this.#making
        .catch(() => undefined)
        .then(() => afterDeadlocks(() => boss.createQueue(name, options)));
      this.#making = made;
      await made;
      this.#known.add(name);
    }
  }

  /** False: the same waits already, or the queue is not there. */
  async #send(
    queue: string,
    request: SyncRequest,
    reason: SyncReason,
    delayMs: number,
  ): Promise<boolean> {
    const boss = await this.open();
    const id = await boss.send(
      queue,
      { request, reason },
      {
        priority: priorities[reason],
        singletonKey: identityOf(request),
        // A database whose clock has whole milliseconds shall find it at once.
        startAfter: delayMs > 0 ? `${delayMs} milliseconds` : '-1 second',
        expireInHours: EXPIRE_HOURS,
      },
    );
    return id !== null;
  }
}

function queueOf(connectionId: string, request: SyncRequest, reason: SyncReason): string {
  const { now, later } = queuesOf(connectionId);
  return isSmall(request, reason) ? now : later;
}

const DEADLOCK = '40P01';
const MOST_TRIES = 5;

/** Another server may be making a queue too: whoever Postgres breaks off tries again. */
async function afterDeadlocks(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (Object(error).code !== DEADLOCK || tries === MOST_TRIES) {
        throw error;
      }
    }
  }
}
