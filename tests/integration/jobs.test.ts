import type { Database } from '@bellwether/server/db/open-database';
import { createJobs, type Jobs } from '@bellwether/server/jobs/create-jobs';
import type { JobDefinition } from '@bellwether/server/jobs/job-definition';
import { createLog } from '@bellwether/server/log';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

const payload = z.object({ n: z.number().default(0) });
type Payload = z.infer<typeof payload>;
type Run = JobDefinition<Payload>['run'];

let db: Database;
const servers: Jobs[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((jobs) => jobs.stop()));
  await db.pool.query('delete from pgboss.job');
  await db.pool.query('delete from pgboss.schedule');
});
afterAll(() => db?.close());

function define(name: string, run: Run, more: Partial<JobDefinition<Payload>> = {}) {
  return { name, payload, run, retryLimit: 2, retryDelaySeconds: 0, cron: null, ...more };
}

/** A server that knows these jobs and does them. */
async function startJobs(...definitions: JobDefinition<Payload>[]): Promise<Jobs> {
  const jobs = createJobs({
    ...{ db, clock: () => new Date(), log: createLog('silent'), cronSeconds: 1, leaseSeconds: 2 },
  });
  for (const definition of definitions) {
    jobs.register(definition);
  }
  servers.push(jobs);
  await jobs.start();
  return jobs;
}

async function settled(jobs: Jobs, name: string): Promise<JobSummary[]> {
  const find = async () => (await jobs.list()).filter((job) => job.name === name);
  await eventually(async () => {
    const found = await find();
    return found.length > 0 && found.every(({ state }) => state === 'done' || state === 'failed');
  });
  return await find();
}

/** A job that runs until it is let go. */
function heldJob(name: string) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  let aborted = false;
  const run: Run = ({ n }, signal) =>
    new Promise((resolve) => {
      begun.push(n);
      ends.push(resolve);
      signal.addEventListener('abort', () => {
        aborted = true;
        resolve();
      });
    });
  return {
    ...{ definition: define(name, run), begun },
    letGo: () => ends.shift()?.(),
    isAborted: () => aborted,
  };
}

describe('a job', () => {
  test('that fails is tried again until it is done', async () => {
    const seen: number[] = [];
    const failure = new AppError('upstream_unavailable', 'GitHub does not answer.');
    const run: Run = ({ n }) => (seen.push(n) < 3 ? Promise.reject(failure) : Promise.resolve());
    const jobs = await startJobs(define('patient', run));
    await jobs.send('patient', { n: 7 });
    expect(await settled(jobs, 'patient')).toMatchObject([
      { state: 'done', retries: 2, error: null },
    ]);
    expect(seen).toEqual([7, 7, 7]);
  });

  test('that fails too often says why in a plain sentence, and can be tried again', async () => {
    let isMended = false;
    const failure = new AppError('conflict', 'The token may not read this.', {
      remedy: 'Choose another one.',
      cause: new Error('ghp_secret'),
    });
    const run: Run = () => (isMended ? Promise.resolve() : Promise.reject(failure));
    const jobs = await startJobs(define('broken', run));
    await jobs.send('broken', {});
    const [failed] = await settled(jobs, 'broken');
    expect(failed).toMatchObject({
      ...{ state: 'failed', retries: 2 },
      error: 'The token may not read this. Choose another one.',
    });
    isMended = true;
    await jobs.retry(failed?.id ?? '');
    expect(await settled(jobs, 'broken')).toMatchObject([{ state: 'done', error: null }]);
    await expect(jobs.retry(failed?.id ?? '')).rejects.toThrow(AppError);
  });

  test('that fails by a mistake of ours keeps neither stack nor query', async () => {
    const run: Run = () => Promise.reject(new Error('relation "ghp_secret" does not exist'));
    const jobs = await startJobs(define('mistaken', run, { retryLimit: 0 }));
    await jobs.send('mistaken', {});
    await settled(jobs, 'mistaken');
    const { rows } = await db.pool.query(
      `select output::text from pgboss.job where output is not null`,
    );
    expect(rows).toEqual([
      { output: '{"message": "Something of ours went wrong; the log says more."}' },
    ]);
  });

  test('asked for again while it waits is one; another key is another job', async () => {
    const held = heldJob('keyed');
    const jobs = await startJobs(held.definition);
    await jobs.send('keyed', { n: 1 }, { key: 'a' });
    await eventually(() => held.begun.length === 1);
    await jobs.send('keyed', { n: 2 }, { key: 'a' });
    await jobs.send('keyed', { n: 3 }, { key: 'a' });
    await jobs.send('keyed', { n: 4 }, { key: 'b' });
    expect((await jobs.list()).map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'running',
    ]);
    held.letGo();
    await eventually(() => held.begun.length === 2);
    held.letGo();
    await eventually(() => held.begun.length === 3);
    held.letGo();
    await settled(jobs, 'keyed');
    expect(held.begun).toEqual([1, 2, 4]);
  });

  test('that another server has begun anew is left to that one', async () => {
    const held = heldJob('overtaken');
    const jobs = await startJobs(held.definition);
    await jobs.send('overtaken', { n: 1 });
    await eventually(() => held.begun.length === 1);
    await db.pool.query(
      `update pgboss.job set started_on = now() + interval '1 second', expire_in = interval '1 hour'
       where name = 'overtaken'`,
    );
    await eventually(() => held.isAborted());
    await jobs.stop();
    const { rows } = await db.pool.query(
      `select state, expire_in = interval '1 hour' as "isUntouched" from pgboss.job
       where name = 'overtaken' and data->>'n' = '1'`,
    );
    expect(rows).toEqual([{ state: 'active', isUntouched: true }]);
  });

  test('runs one at a time of its kind on all servers together', async () => {
    let running = 0;
    let most = 0;
    const run: Run = async () => {
      running += 1;
      most = Math.max(most, running);
      await db.pool.query('select 1');
      running -= 1;
    };
    const [first, second] = [
      await startJobs(define('alone', run)),
      await startJobs(define('alone', run)),
    ];
    for (let n = 0; n < 10; n += 1) {
      await (n % 2 === 0 ? first : second).send('alone', { n }, { key: String(n) });
    }
    expect(await settled(first, 'alone')).toHaveLength(10);
    expect(most).toBe(1);
  });

  test('that failed stays in the list, however many went well since', async () => {
    const run: Run = () => Promise.reject(new AppError('conflict', 'It does not fit.'));
    const jobs = await startJobs(define('hidden', run, { retryLimit: 0 }));
    await jobs.send('hidden', {});
    await settled(jobs, 'hidden');
    await db.pool.query(
      `insert into pgboss.job (name, state, completed_on) select 'hidden', 'completed', now()
       from generate_series(1, 300)`,
    );
    const states = (await jobs.list()).map(({ state }) => state);
    expect(states).toHaveLength(101);
    expect(states.at(-1)).toBe('failed');
  });

  test('asked for later is not begun before', async () => {
    const held = heldJob('later');
    const jobs = await startJobs(held.definition);
    const startAfter = new Date(Date.now() + 60 * 60_000);
    await jobs.send('later', {}, { startAfter });
    expect(await jobs.list()).toMatchObject([
      { state: 'waiting', startAfter: startAfter.toISOString() },
    ]);
    expect(held.begun).toEqual([]);
  });
});

describe('the end of a server', () => {
  test('in good order puts its job back in line, and the next one does it', async () => {
    const held = heldJob('handed-over');
    const first = await startJobs(held.definition);
    await first.send('handed-over', { n: 5 });
    await eventually(() => held.begun.length === 1);
    await first.stop();
    expect(await first.list()).toMatchObject([{ state: 'waiting', retries: 0 }]);
    const done: number[] = [];
    const second = await startJobs(define('handed-over', async ({ n }) => void done.push(n)));
    await settled(second, 'handed-over');
    expect(done).toEqual([5]);
  });

  test('by a crash leaves its job to another one as soon as nobody renews it', async () => {
    const done: number[] = [];
    const jobs = await startJobs(define('orphaned', async ({ n }) => void done.push(n)));
    await db.pool.query(
      `insert into pgboss.job (name, data, state, started_on, expire_in, policy, singleton_key)
       values ('orphaned', '{"n": 9}', 'active', now() - interval '3 seconds', '2 seconds', 'short', '')`,
    );
    await settled(jobs, 'orphaned');
    expect(done).toEqual([9]);
  });

  test('does not take a job away from a server that renews it, however long it lasts', async () => {
    const held = heldJob('long');
    const first = await startJobs(held.definition);
    await first.send('long', {});
    await eventually(() => held.begun.length === 1);
    const second = await startJobs();
    await eventually(async () => {
      const { rows } = await db.pool.query(
        `select from pgboss.job where state = 'active' and expire_in > interval '4 seconds'`,
      );
      return rows.length === 1;
    });
    held.letGo();
    expect(await settled(second, 'long')).toMatchObject([{ state: 'done', retries: 0 }]);
    expect(held.begun).toHaveLength(1);
  });
});

describe('a schedule', () => {
  test('runs once however many servers look at it', async () => {
    const runs: string[] = [];
    const run: Run = async () => void runs.push(new Date().toISOString());
    const everyMinute = define('every-minute', run, { cron: '* * * * *' });
    const servers = [await startJobs(everyMinute), await startJobs(everyMinute)];
    await eventually(() => runs.length > 0);
    const readLooked = async () => {
      const { rows } = await db.pool.query<{ at: Date }>(
        'select cron_on as at from pgboss.version',
      );
      return rows[0]?.at.getTime();
    };
    for (let look = 0; look < 3; look += 1) {
      const before = await readLooked();
      await eventually(async () => (await readLooked()) !== before);
    }
    const jobs = await settled(servers[0] ?? (await startJobs()), 'every-minute');
    const minutes = new Set(jobs.map(({ createdAt }) => createdAt.slice(0, 16)));
    expect(jobs).toHaveLength(minutes.size);
    expect(runs).toHaveLength(jobs.length);
  });

  test('that no server was there for comes soon after the next start', async () => {
    const run: Run = async () => undefined;
    const nightly = define('missed', run, { cron: '17 3 * * *', catchUpAfterHours: 25 });
    const first = await startJobs(nightly);
    expect(await first.list()).toEqual([]);
    await first.stop();
    await db.pool.query(
      `update pgboss.queue set created_on = now() - interval '2 days' where name = 'missed'`,
    );
    const second = await startJobs(nightly);
    expect(await second.list()).toMatchObject([{ name: 'missed', state: 'waiting' }]);
    await startJobs(nightly);
    expect(await second.list()).toHaveLength(1);
  });

  test('that is not wanted any more is forgotten', async () => {
    const run: Run = async () => undefined;
    await startJobs(define('retired', run, { cron: '* * * * *' }));
    await startJobs(define('retired', run));
    const { rows } = await db.pool.query(`select from pgboss.schedule where name = 'retired'`);
    expect(rows).toEqual([]);
  });
});
