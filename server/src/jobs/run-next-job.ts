import { AppError } from '@bellwether/shared/errors/app-error';
import type PgBoss from 'pg-boss';
import type { z } from 'zod';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { explainFailure } from './explain-failure.ts';
import type { JobDefinition } from './job-definition.ts';
import { type BegunJob, failJob, giveBackJobs, putOffJob, renewJob } from './job-table.store.ts';
import { takeJob } from './open-boss.ts';

/** A job whose server does not renew it for so long is another one's. */
export const JOB_LEASE_SECONDS = 30;
const MAX_DELAY_MS = 60 * 60_000;

/** A definition whose payload is read when it runs. */
export type KnownJob = Omit<JobDefinition<object>, 'payload' | 'run'> & {
  payload: z.ZodType<object>;
  run(payload: unknown, signal: AbortSignal): Promise<void>;
};

export function knownJob<Payload extends object>(definition: JobDefinition<Payload>): KnownJob {
  return {
    ...definition,
    run: (payload, signal) => definition.run(parsePayload(definition, payload), signal),
  };
}

function parsePayload<Payload extends object>(
  definition: JobDefinition<Payload>,
  payload: unknown,
): Payload {
  const parsed = definition.payload.safeParse(payload ?? {});
  if (!parsed.success) {
    throw new AppError('internal', 'It was asked for by another version of Bellwether.', {
      remedy: 'Ask for it again.',
    });
  }
  return parsed.data;
}

export type JobParts = {
  boss: PgBoss;
  db: Database;
  log: Log;
  /** Aborted when the server stops. */
  signal: AbortSignal;
  leaseSeconds: number;
};

/** Runs the first job that is due, unless another server runs one of its kind. False: there was nothing to do. */
export async function runNextJob(parts: JobParts, definition: KnownJob): Promise<boolean> {
  const job = await takeAlone(parts, definition.name);
  if (job === null) {
    return false;
  }
  const place: BegunJob = { queue: job.name, id: job.id, startedAt: job.startedOn };
  const lost = new AbortController();
  const renewal = keepRenewing(parts, place, lost);
  try {
    await definition.run(job.data, AbortSignal.any([parts.signal, lost.signal]));
    clearInterval(renewal);
    await settleDone(parts, place);
  } catch (error) {
    clearInterval(renewal);
    await settleFailure(parts, definition, { ...place, retries: job.retryCount }, error);
  }
  return true;
}

/** One of a kind is under way at a time: whoever takes one has looked, while the others wait, that there is none. */
function takeAlone(
  { boss, db, leaseSeconds }: JobParts,
  queue: string,
): Promise<PgBoss.JobWithMetadata<unknown> | null> {
  return db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('job ' || $1, 0))`, [queue]);
    const { rows } = await tx.query(
      `select from pgboss.job where name = $1 and state = 'active' limit 1`,
      [queue],
    );
    if (rows.length > 0) {
      return null;
    }
    const job = await takeJob(boss, tx, queue);
    if (job !== null) {
      await renewJob(tx, { queue, id: job.id, startedAt: job.startedOn }, leaseSeconds);
    }
    return job;
  });
}

function keepRenewing(
  { db, log, leaseSeconds }: JobParts,
  place: BegunJob,
  lost: AbortController,
): NodeJS.Timeout {
  const renew = async () => {
    if (!(await renewJob(db.pool, place, leaseSeconds))) {
      lost.abort();
    }
  };
  return setInterval(
    () => {
      renew().catch((error: unknown) => log.warn({ err: error }, 'A job could not be renewed'));
    },
    (leaseSeconds * 1000) / 3,
  );
}

/** What became of a job that another server has taken over is for that one to say. */
function isOurs({ db, leaseSeconds }: JobParts, place: BegunJob): Promise<boolean> {
  return renewJob(db.pool, place, leaseSeconds);
}

async function settleDone(parts: JobParts, place: BegunJob): Promise<void> {
  if (await isOurs(parts, place)) {
    await (parts.signal.aborted
      ? giveBackJobs(parts.db.pool, [place.queue], { id: place.id })
      : parts.boss.complete(place.queue, place.id));
  }
}

async function settleFailure(
  parts: JobParts,
  definition: KnownJob,
  job: BegunJob & { retries: number },
  error: unknown,
): Promise<void> {
  const { db, log, signal } = parts;
  if (!(await isOurs(parts, job))) {
    return;
  }
  if (signal.aborted) {
    await giveBackJobs(db.pool, [job.queue], { id: job.id });
    return;
  }
  log.warn({ err: error, job: definition.name, retries: job.retries }, 'A job failed');
  const message = explainFailure(error);
  if (job.retries >= definition.retryLimit) {
    await failJob(db.pool, job, message);
    return;
  }
  const delayMs = Math.min(MAX_DELAY_MS, definition.retryDelaySeconds * 1000 * 2 ** job.retries);
  await putOffJob(db.pool, job, delayMs, message);
}
