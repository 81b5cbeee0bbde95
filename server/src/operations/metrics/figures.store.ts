import type { Queryable } from '../../db/queryable.types.ts';

/** What the database knows of the server's work. Every number is read from small tables. */
export type Figures = {
  jobs: { waiting: number; running: number; failed: number };
  /** Streams of repositories that are read, by state. */
  streams: Record<string, number>;
  /** When the stream that was read longest ago, and the one that was read last, ended well. Null: none ever did. */
  oldestSuccessAt: Date | null;
  newestSuccessAt: Date | null;
  /** Streams that have never been read to their end. */
  neverRead: number;
};

export async function readFigures(db: Queryable): Promise<Figures> {
  const { rows } = await db.query<{
    state: string;
    count: number;
    never: number;
    oldest: Date | null;
    newest: Date | null;
  }>(
    `select s.state, count(*)::int as count,
       count(*) filter (where s.last_success_at is null)::int as never,
       min(s.last_success_at) as oldest, max(s.last_success_at) as newest
     from sync_streams s
     join repositories r on r.id = s.repository_id
       and r.paused_at is null and r.inaccessible_since is null
     group by s.state`,
  );
  const at = (times: (Date | null)[]) => times.filter((time) => time !== null).map(Number);
  const oldest = at(rows.map((row) => row.oldest));
  const newest = at(rows.map((row) => row.newest));
  return {
    jobs: await countJobs(db),
    streams: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    oldestSuccessAt: oldest.length === 0 ? null : new Date(Math.min(...oldest)),
    newestSuccessAt: newest.length === 0 ? null : new Date(Math.max(...newest)),
    neverRead: rows.reduce((sum, row) => sum + row.never, 0),
  };
}

/** pg-boss makes its tables when the first job is asked for. */
async function countJobs(db: Queryable): Promise<Figures['jobs']> {
  const { rows: found } = await db.query<{ exists: boolean }>(
    `select to_regclass('pgboss.job') is not null as "exists"`,
  );
  if (found[0]?.exists !== true) {
    return { waiting: 0, running: 0, failed: 0 };
  }
  const { rows } = await db.query<Figures['jobs']>(
    `select count(*) filter (where state < 'active')::int as waiting,
       count(*) filter (where state = 'active')::int as running,
       count(*) filter (where state = 'failed')::int as failed
     from pgboss.job where left(name, 2) <> '__'`,
  );
  return rows[0] ?? { waiting: 0, running: 0, failed: 0 };
}

/** All files of the database. */
export async function readDatabaseBytes(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return rows[0]?.bytes ?? 0;
}
