import type { Pool } from 'pg';
import PgBoss from 'pg-boss';
import type { Database } from '../db/open-database.ts';
import type { Queryable } from '../db/queryable.types.ts';
import type { Log } from '../log.ts';

/** Kept for the list of jobs; then they go to the archive, and from there for good. */
const KEEP_DONE_SECONDS = 60 * 60;
const KEEP_FAILED_SECONDS = 7 * 24 * 60 * 60;

const CREATE_QUEUE = 'SELECT pgboss.create_queue($1, $2)';

export type BossOptions = {
  /** Whether this one sends what is due by schedule, and how often it looks; null: it does not. */
  cronSeconds: number | null;
};

/**
 * Starts pg-boss on the server's own pool; its tables are made or brought up to date under a lock. It expires nothing:
 * whoever runs a job renews it, and others take up what is not renewed.
 */
export async function openBoss(db: Database, log: Log, options: BossOptions): Promise<PgBoss> {
  const { cronSeconds } = options;
  const boss = new PgBoss({
    db: { executeSql: (text, values) => execute(db.pool, text, values) },
    supervise: false,
    schedule: cronSeconds !== null,
    ...(cronSeconds === null
      ? {}
      : {
          cronMonitorIntervalSeconds: cronSeconds,
          cronWorkerIntervalSeconds: Math.min(cronSeconds, 15),
        }),
    archiveCompletedAfterSeconds: KEEP_DONE_SECONDS,
    archiveFailedAfterSeconds: KEEP_FAILED_SECONDS,
  });
  boss.on('error', (error) => log.error({ err: error }, 'The job queue reports an error'));
  await boss.start();
  return boss;
}

/**
 * pg-boss opens transactions within its texts: one that failed must not stay open on the connection. At each start it makes
 * its own queue anew; where that is there, the embedded engine is spared to load the language of the function.
 */
async function execute(pool: Pool, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  if (text === CREATE_QUEUE) {
    const found = await pool.query('select name from pgboss.queue where name = $1', [values[0]]);
    if (found.rows.length > 0) {
      return { rows: [] };
    }
  }
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await client.query(text, values);
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (lost: Error) => lost,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The most urgent job of a queue, taken. pg-boss takes every error for a lost race; here a database that fails is heard. */
export async function takeJob(
  boss: PgBoss,
  db: Queryable,
  queue: string,
): Promise<PgBoss.JobWithMetadata<unknown> | null> {
  let failure: { error: unknown } | null = null;
  const executeSql = async (text: string, values: unknown[]) => {
    try {
      return await db.query(text, values);
    } catch (error) {
      failure = { error };
      throw error;
    }
  };
  const [job] = await boss.fetch(queue, { includeMetadata: true, db: { executeSql } });
  const failed = failure as { error: unknown } | null;
  if (failed !== null) {
    throw failed.error;
  }
  return job ?? null;
}
