import type { Queryable } from '../db/queryable.types.ts';

// What pg-boss has no call for: a waiting job made more urgent, one given back, one put off for a time of our own.

/** A job in its queue. */
export type JobPlace = { queue: string; id: string };

/** Behind the clock, so that a database whose clock has whole milliseconds finds it at once. */
const AT_ONCE = `now() - interval '1 second'`;

/** Makes a waiting job at least that urgent, and due at once if `atOnce`. False: none waits under this key. */
export async function hurryJob(
  db: Queryable,
  job: { queue: string; key: string; priority: number; atOnce: boolean },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update pgboss.job set priority = greatest(priority, $3),
       start_after = case when $4 then least(start_after, ${AT_ONCE}) else start_after end
     where name = $1 and singleton_key = $2 and state < 'active'`,
    [job.queue, job.key, job.priority, job.atOnce],
  );
  return (rowCount ?? 0) > 0;
}

/** Whether a job waits under this key, to be begun now or later. */
export async function isWaiting(db: Queryable, queue: string, key: string): Promise<boolean> {
  const { rows } = await db.query(
    `select from pgboss.job where name = $1 and singleton_key = $2 and state < 'active' limit 1`,
    [queue, key],
  );
  return rows.length > 0;
}

/**
 * Puts what was begun and not ended back in line, as if it had not been begun; all of the queues, or one job of them.
 * Where the same was asked again meanwhile, that one remains. `maxPriority`: it is less urgent than it was.
 */
export async function giveBackJobs(
  db: Queryable,
  queues: readonly string[],
  options: { id?: string; maxPriority?: number } = {},
): Promise<number> {
  const chosen = `j.name = any($1) and j.state = 'active' and ($2::uuid is null or j.id = $2)`;
  await db.query(
    `delete from pgboss.job j using pgboss.job w
     where ${chosen} and w.name = j.name and w.singleton_key = j.singleton_key and w.state < 'active'`,
    [queues, options.id ?? null],
  );
  const { rowCount } = await db.query(
    `update pgboss.job j set state = 'retry', started_on = null, start_after = ${AT_ONCE},
       priority = least(priority, $3)
     where ${chosen}`,
    [queues, options.id ?? null, options.maxPriority ?? 1_000],
  );
  return rowCount ?? 0;
}

/** Takes up jobs whose server has not renewed them in time. */
export async function giveBackExpired(db: Queryable, queues: readonly string[]): Promise<number> {
  const { rowCount } = await db.query(
    `update pgboss.job set state = 'retry', started_on = null, start_after = ${AT_ONCE}
     where name = any($1) and state = 'active' and started_on + expire_in < now()`,
    [queues],
  );
  return rowCount ?? 0;
}

/** A job as one server began it. What pg-boss answers has whole milliseconds, the table may have parts of them. */
export type BegunJob = JobPlace & { startedAt: Date };

/** False: the job is not ours any more; another server may have begun it anew. */
export async function renewJob(db: Queryable, job: BegunJob, seconds: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update pgboss.job set expire_in = now() - started_on + make_interval(secs => $3)
     where name = $1 and id = $2 and state = 'active'
       and started_on between $4::timestamptz - interval '2 milliseconds'
         and $4::timestamptz + interval '2 milliseconds'`,
    [job.queue, job.id, seconds, job.startedAt],
  );
  return (rowCount ?? 0) > 0;
}

/** Has a job tried again after a while, and keeps why. */
export async function putOffJob(
  db: Queryable,
  job: JobPlace,
  delayMs: number,
  message: string,
): Promise<void> {
  await db.query(
    `update pgboss.job set state = 'retry', start_after = now() + make_interval(secs => $3),
       output = jsonb_build_object('message', $4::text)
     where name = $1 and id = $2 and state = 'active'`,
    [job.queue, job.id, delayMs / 1000, message],
  );
}

/** Ends a job for good, and keeps why. */
export async function failJob(db: Queryable, job: JobPlace, message: string): Promise<void> {
  await db.query(
    `update pgboss.job set state = 'failed', completed_on = now(),
       output = jsonb_build_object('message', $3::text)
     where name = $1 and id = $2 and state = 'active'`,
    [job.queue, job.id, message],
  );
}

/** Has a job that failed, or waits for its next try, begun as soon as may be. False: there is none. */
export async function retryJob(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update pgboss.job set state = 'retry', start_after = ${AT_ONCE}, completed_on = null,
       keep_until = now() + interval '14 days',
       retry_limit = retry_limit + case when state = 'failed' then 1 else 0 end
     where id = $1 and state in ('failed', 'retry')`,
    [id],
  );
  return (rowCount ?? 0) > 0;
}

/** Of these queues those with a job to be begun now and none under way. */
export async function findDueQueues(db: Queryable, queues: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select distinct j.name from pgboss.job j
     where j.name = any($1) and j.state < 'active' and j.start_after <= now()
       and not exists (select from pgboss.job a where a.name = j.name and a.state = 'active')`,
    [queues],
  );
  return rows.map((row) => row.name);
}

/** Whether a queue is older than so many hours and got no job in them. */
export async function isMissed(db: Queryable, queue: string, hours: number): Promise<boolean> {
  const { rows } = await db.query<{ missed: boolean }>(
    `select exists (select from pgboss.queue where name = $1 and created_on < since)
       and not exists (select from pgboss.job where name = $1 and created_on >= since)
       and not exists (select from pgboss.archive where name = $1 and created_on >= since) as missed
     from (select now() - make_interval(hours => $2) as since) s`,
    [queue, hours],
  );
  return rows[0]?.missed ?? false;
}

export async function listQueues(db: Queryable): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string }>('select name from pgboss.queue');
  return new Set(rows.map((row) => row.name));
}

/** Removes a queue with its jobs; pg-boss alone refuses one that holds any. */
export async function deleteQueue(tx: Queryable, queue: string): Promise<void> {
  await tx.query('delete from pgboss.job where name = $1', [queue]);
  await tx.query('select pgboss.delete_queue(name) from pgboss.queue where name = $1', [queue]);
}

/** Removes what has been in the archive for long. */
export async function clearArchive(db: Queryable): Promise<void> {
  await db.query(`delete from pgboss.archive where archived_on < now() - interval '7 days'`);
}
