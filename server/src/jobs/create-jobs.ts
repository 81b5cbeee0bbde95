import { AppError } from '@bellwether/shared/errors/app-error';
import type PgBoss from 'pg-boss';
import type { Clock, JobControl } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import type { JobDefinition } from './job-definition.ts';
import { listJobs } from './job-list.store.ts';
import {
  findDueQueues,
  giveBackExpired,
  giveBackJobs,
  hurryJob,
  isMissed,
  listQueues,
  retryJob,
} from './job-table.store.ts';
import { openBoss } from './open-boss.ts';
import { JOB_LEASE_SECONDS, type KnownJob, knownJob, runNextJob } from './run-next-job.ts';
import { tidyJobs } from './tidy.job.ts';

/** How often each server looks for jobs that others have asked for, or whose time has come. */
const POLL_MS = 2_000;
const CRON_SECONDS = 30;
const CATCH_UP_DELAY_MS = 5 * 60_000;

export type JobsOptions = {
  db: Database;
  clock: Clock;
  log: Log;
  /** How often the schedules are looked at; 30 s. */
  cronSeconds?: number;
  /** A job whose server does not renew it for so long is taken up by another one; 30 s. */
  leaseSeconds?: number;
};

export type Jobs = JobControl & {
  /** Names a kind of work; before `start`. */
  register<Payload extends object>(definition: JobDefinition<Payload>): void;
  /** Makes the queues and schedules, and begins what waits. */
  start(): Promise<void>;
  /** Asks what is under way to end, waits for it, and puts it back in line. */
  stop(): Promise<void>;
};

/** Work beside the requests of people: one at a time of each kind, however many servers there are. */
export function createJobs(options: JobsOptions): Jobs {
  return new JobServer(options);
}

class JobServer implements Jobs {
  readonly #options: JobsOptions;
  readonly #definitions = new Map<string, KnownJob>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #boss: Promise<PgBoss> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.register(tidyJobs(options.db, () => this.#open()));
  }

  register<Payload extends object>(definition: JobDefinition<Payload>): void {
    this.#definitions.set(definition.name, knownJob(definition));
  }

  async start(): Promise<void> {
    const { db } = this.#options;
    const boss = await this.#open();
    const existing = await listQueues(db.pool);
    const schedules = new Map((await boss.getSchedules()).map(({ name, cron }) => [name, cron]));
    for (const { name, cron } of this.#definitions.values()) {
      if (!existing.has(name)) {
        await boss.createQueue(name, { name, policy: 'short' });
      }
      if (cron !== null && schedules.get(name) !== cron) {
        await boss.schedule(name, cron, {}, { singletonKey: '' });
      }
      if (cron === null && schedules.has(name)) {
        await boss.unschedule(name);
      }
    }
    await this.#catchUp();
    if (db.engine === 'embedded') {
      // Nobody else can have begun them: their server is gone.
      await giveBackJobs(db.pool, [...this.#definitions.keys()]);
    }
    this.#timer = setInterval(() => this.#look(), POLL_MS);
    this.#timer.unref();
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer !== null) {
      clearInterval(this.#timer);
    }
    await this.#looking;
    await Promise.all(this.#running.values());
    const boss = await this.#boss?.catch(() => null);
    await boss?.stop({ graceful: false });
  }

  async send(
    name: string,
    payload: object,
    options: { key?: string; startAfter?: Date } = {},
  ): Promise<void> {
    const definition = this.#definitions.get(name);
    if (definition === undefined) {
      throw new AppError('internal', `There is no job called ${name}.`);
    }
    const { key = '', startAfter } = options;
    const boss = await this.#open();
    const atOnce = startAfter === undefined;
    if (await hurryJob(this.#options.db.pool, { queue: name, key, priority: 0, atOnce })) {
      return this.#look();
    }
    await boss.send(name, definition.payload.parse(payload), {
      singletonKey: key,
      startAfter: startAfter ?? '-1 second',
      retryLimit: definition.retryLimit,
    });
    this.#look();
  }

  async list(): ReturnType<JobControl['list']> {
    await this.#open();
    return await listJobs(this.#options.db.pool);
  }

  async retry(jobId: string): Promise<void> {
    await this.#open();
    if (!(await retryJob(this.#options.db.pool, jobId))) {
      throw new AppError('not_found', 'This job is not kept any more, or has not failed.', {
        remedy: 'Reload the page to see the jobs that there are.',
      });
    }
    this.#look();
  }

  /** What no server was there to begin is begun when the start is over. */
  async #catchUp(): Promise<void> {
    const { db, clock } = this.#options;
    for (const { name, catchUpAfterHours } of this.#definitions.values()) {
      if (catchUpAfterHours !== undefined && (await isMissed(db.pool, name, catchUpAfterHours))) {
        await this.send(name, {}, { startAfter: new Date(clock().getTime() + CATCH_UP_DELAY_MS) });
      }
    }
  }

  /** Once for all; tried again after a failure. */
  #open(): Promise<PgBoss> {
    const { db, log, cronSeconds = CRON_SECONDS } = this.#options;
    this.#boss ??= openBoss(db, log, { cronSeconds }).catch((error: unknown) => {
      this.#boss = null;
      throw error;
    });
    return this.#boss;
  }

  /** Begins every job that is due; looks once more when it is called meanwhile. */
  #look(): void {
    if (this.#stopping.signal.aborted || this.#timer === null) {
      return;
    }
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#lookAgain = false;
    this.#looking = this.#beginDue()
      .catch((error: unknown) => {
        this.#options.log.warn({ err: error }, 'Jobs could not be looked for');
      })
      .finally(() => {
        this.#looking = null;
        if (this.#lookAgain) {
          this.#look();
        }
      });
  }

  async #beginDue(): Promise<void> {
    const { db } = this.#options;
    const names = [...this.#definitions.keys()];
    await giveBackExpired(db.pool, names);
    for (const name of await findDueQueues(db.pool, names)) {
      const definition = this.#definitions.get(name);
      if (definition !== undefined && !this.#running.has(name)) {
        this.#begin(definition);
      }
    }
  }

  #begin(definition: KnownJob): void {
    const { db, log, leaseSeconds = JOB_LEASE_SECONDS } = this.#options;
    const { signal } = this.#stopping;
    const running = this.#open()
      .then((boss) => runNextJob({ boss, db, log, signal, leaseSeconds }, definition))
      .catch((error: unknown) => {
        log.error({ err: error, job: definition.name }, 'A job broke off');
        return false;
      })
      .then((hasRun) => {
        this.#running.delete(definition.name);
        if (hasRun) {
          this.#look();
        }
      });
    this.#running.set(definition.name, running);
  }
}
