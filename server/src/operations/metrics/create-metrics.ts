import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { describeKeptAnswers } from '../../answers/kept-answers.ts';
import type { AppContext } from '../../app-context.ts';
import { productVersion } from '../product-version.ts';
import { countRequests } from './count-requests.ts';
import { type Figures, readDatabaseBytes, readFigures } from './figures.store.ts';
import { keepReading } from './kept-reading.ts';

const KEEP_FIGURES_MS = 5_000;
const KEEP_SIZE_MS = 60_000;
const PATIENCE_MS = 3_000;

/** The server's own figures, as Prometheus reads them. */
export type Metrics = {
  /** Counts every request that passes; stands before all handlers. */
  countRequests: RequestHandler;
  contentType: string;
  text(): Promise<string>;
};

type Parts = Pick<AppContext, 'db' | 'clock' | 'sync'>;

/** One set of figures for one server. What the database does not tell in time is left out: a gap, never 0. */
export function createMetrics(app: Parts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'bellwether_http_request_duration_seconds',
    help: 'Time until an answer was sent, by the pattern of the address. Live streams are not in it.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  addBuild(registry, app);
  addPool(registry, app);
  addKeptAnswers(registry, app);
  addPoints(registry, app);
  const addFigures = prepareFigures(registry, app);
  return {
    countRequests: countRequests(durations),
    contentType: registry.contentType,
    async text() {
      await addFigures();
      return await registry.metrics();
    },
  };
}

function gauge<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
): Gauge<Label> {
  return new Gauge({ name: `bellwether_${name}`, help, labelNames, registers: [registry] });
}

function addBuild(registry: Registry, { db }: Parts): void {
  gauge(registry, 'build_info', 'Always 1; the labels say what runs.', [
    'version',
    'node',
    'database',
  ]).set({ version: productVersion(), node: process.versions.node, database: db.engine }, 1);
}

function addPool(registry: Registry, { db }: Parts): void {
  new Gauge({
    name: 'bellwether_database_connections',
    help: 'Connections of this server to the database, in use and idle.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'in-use' }, db.pool.totalCount - db.pool.idleCount);
      this.set({ state: 'idle' }, db.pool.idleCount);
    },
  });
  new Gauge({
    name: 'bellwether_database_waiting_requests',
    help: 'Parts of the server that wait for a connection.',
    registers: [registry],
    collect() {
      this.set(db.pool.waitingCount);
    },
  });
}

function addKeptAnswers(registry: Registry, { db }: Parts): void {
  new Gauge({
    name: 'bellwether_kept_answers_asked',
    help: 'Questions since the start whose answer was kept (hit), was being worked out for somebody else (joined) or was not there (miss).',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      const { hits, joined, misses } = describeKeptAnswers(db);
      this.set({ outcome: 'hit' }, hits);
      this.set({ outcome: 'joined' }, joined);
      this.set({ outcome: 'miss' }, misses);
    },
  });
  new Gauge({
    name: 'bellwether_kept_answers_bytes',
    help: 'Memory that kept answers take.',
    registers: [registry],
    collect() {
      this.set(describeKeptAnswers(db).bytes);
    },
  });
}

function addPoints(registry: Registry, { sync }: Parts): void {
  new Gauge({
    name: 'bellwether_github_points_spent',
    help: 'Points that this server spent at GitHub since its start.',
    registers: [registry],
    collect() {
      this.set(sync.points()?.spent ?? 0);
    },
  });
  new Gauge({
    name: 'bellwether_github_points_remaining',
    help: 'Points that GitHub said were left; absent until it says so.',
    registers: [registry],
    collect() {
      setOrLeaveOut(this, sync.points()?.remaining ?? null);
    },
  });
}

/** A gauge without labels shows 0 by itself: what is not known is removed. */
function setOrLeaveOut(target: Gauge, value: number | null): void {
  if (value === null) {
    target.remove();
  } else {
    target.set(value);
  }
}

function prepareFigures(registry: Registry, { db, clock }: Parts): () => Promise<void> {
  const figures = keepReading(() => readFigures(db.pool), {
    keepMs: KEEP_FIGURES_MS,
    patienceMs: PATIENCE_MS,
  });
  const bytes = keepReading(() => readDatabaseBytes(db.pool), {
    keepMs: KEEP_SIZE_MS,
    patienceMs: PATIENCE_MS,
  });
  const up = gauge(registry, 'database_up', '1 when the database answered within three seconds.');
  const size = gauge(registry, 'database_size_bytes', 'All files of the database.');
  const jobs = gauge(registry, 'jobs', 'Jobs that are kept, by state.', ['state']);
  const streams = gauge(
    registry,
    'sync_streams',
    'Kinds of things that are read from each repository, by state.',
    ['state'],
  );
  const never = gauge(
    registry,
    'sync_streams_never_read',
    'Those that were never read to the end.',
  );
  const oldest = gauge(
    registry,
    'sync_oldest_success_age_seconds',
    'Since the stream that was read longest ago was read.',
  );
  const newest = gauge(
    registry,
    'sync_newest_success_age_seconds',
    'Since anything was read from GitHub to its end.',
  );
  const ageOf = (at: Date | null) =>
    at === null ? null : (clock().getTime() - at.getTime()) / 1000;
  const setCounts = (target: Gauge<'state'>, counts: Record<string, number>) => {
    target.reset();
    for (const [state, count] of Object.entries(counts)) {
      target.set({ state }, count);
    }
  };
  const show = (found: Figures | null) => {
    setCounts(jobs, found?.jobs ?? {});
    setCounts(streams, found?.streams ?? {});
    setOrLeaveOut(never, found?.neverRead ?? null);
    setOrLeaveOut(oldest, ageOf(found?.oldestSuccessAt ?? null));
    setOrLeaveOut(newest, ageOf(found?.newestSuccessAt ?? null));
  };
  return async () => {
    const [found, foundBytes] = await Promise.all([figures.read(), bytes.read()]);
    up.set(found === null ? 0 : 1);
    show(found);
    setOrLeaveOut(size, foundBytes);
  };
}
