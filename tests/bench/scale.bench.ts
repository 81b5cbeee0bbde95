import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetAnswers } from '@bellwether/server/answers/kept-answers';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import pg from 'pg';
import { migrateByCommand } from '../support/migrate-by-command.ts';
import { startPostgresServer } from '../support/postgres-server.ts';
import type { BenchResult } from './bench-result.ts';
import { countReads, type Reads } from './rows-read.ts';
import { proveAnswers } from './scale-proof.ts';
import {
  askAsViewer,
  askOverview,
  BARE,
  BARE_BY_INDEX,
  lastDays,
  type Period,
  type ScaleQuestion,
  scaleQuestions,
} from './scale-questions.ts';
import { buildScaleWorld, type WorldSize } from './scale-world.ts';

const ROUNDS = 9;
const WARM_ROUNDS = 40;
const COLD_LIMIT = 1.5;
const WARM_LIMIT = 0.1;
const GROWTH_LIMIT = 1.5;
const VIEWERS = 50;
const TURNS = 12;
/** Short enough that it and the one before it lie in a tenth of the years. */
const GROWTH_DAYS = 45;

/** A running server's database, and what stands in it. */
type Place = {
  engine: 'PGlite' | 'Postgres';
  pullRequests: number;
  db: Database;
  /** Another server on the same, which has asked nothing yet. Null: the engine has one session. */
  openAnother: (() => Promise<Database>) | null;
  /** Null: the engine does not count what it reads. */
  url: string | null;
};

/**
 * A million pull requests with three million reviews on Postgres, a tenth of it on PGlite. Cold: the server runs and has its
 * connections, and no answer is kept, as whenever something was stored; the database's and the system's caches stay as they are.
 * Warm: the same question again. What a first question takes on new connections is told beside it.
 */
export async function benchScale(size = 1_000_000): Promise<BenchResult[]> {
  const tenth = Math.round(size / 10);
  return [
    ...(await benchPostgres({ pullRequests: size, overThreeYears: size }, tenth)),
    ...(await benchPglite({ pullRequests: tenth, overThreeYears: tenth })),
  ];
}

async function benchPostgres(size: WorldSize, tenth: number): Promise<BenchResult[]> {
  // As much as a server has by itself; the tests' own is a quarter of it.
  const server = await startPostgresServer({ shared_buffers: '128MB' });
  const smaller = { pullRequests: tenth, overThreeYears: size.overThreeYears };
  try {
    const large = await buildPostgres(server.urlOf('postgres'), 'large', size);
    const small = await buildPostgres(server.urlOf('postgres'), 'small', smaller);
    const results = [
      ...(await benchPlace(large)),
      await benchViewers(large),
      await benchGrowth(small, large),
    ];
    await Promise.all([small.db.close(), large.db.close()]);
    return results;
  } finally {
    await server.stop();
  }
}

async function buildPostgres(serverUrl: string, name: string, size: WorldSize): Promise<Place> {
  const url = serverUrl.replace('/postgres?', `/${name}?`);
  await withClient(serverUrl, (client) => client.query(`create database ${name}`));
  await migrateByCommand({ DATABASE_URL: url });
  await withClient(url, (client) => buildScaleWorld(client, size));
  const openAnother = () =>
    openDatabase({ dataDir: tmpdir(), databaseUrl: url, log: createLog('silent') });
  return {
    ...{ engine: 'Postgres', pullRequests: size.pullRequests, url },
    ...{ db: await openAnother(), openAnother },
  };
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function benchPglite(size: WorldSize): Promise<BenchResult[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bw-bench-'));
  await migrateByCommand({ BELLWETHER_DATA_DIR: dataDir });
  const db = await openDatabase({ dataDir, log: createLog('silent') });
  try {
    await buildScaleWorld(db.pool, size);
    return await benchPlace({
      ...{ engine: 'PGlite', pullRequests: size.pullRequests, url: null },
      ...{ db, openAnother: null },
    });
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function benchPlace(place: Place): Promise<BenchResult[]> {
  await proveAnswers(place.db);
  const results: BenchResult[] = [];
  for (const question of scaleQuestions) {
    results.push(...(await benchQuestion(place, question)));
  }
  return results;
}

async function benchQuestion(place: Place, question: ScaleQuestion): Promise<BenchResult[]> {
  const bare: number[] = [];
  const byIndex: number[] = [];
  const cold: number[] = [];
  const warm: number[] = [];
  const askBare = (db: Database, sql: string) => db.pool.query(sql, instantsOf(question.period));
  for (let round = -1; round < ROUNDS; round += 1) {
    const isCounted = round >= 0;
    await timed(place, (db) => askBare(db, BARE), isCounted ? bare : []);
    await timed(place, (db) => askBare(db, BARE_BY_INDEX), isCounted ? byIndex : []);
    await timed(place, question.ask, isCounted ? cold : []);
  }
  for (let round = 0; round < WARM_ROUNDS && question.isKept; round += 1) {
    await time(() => question.ask(place.db), warm);
  }
  const figures = [
    `bare ${told(bare)}, by the charts' index ${told(byIndex)}, cold ${told(cold)}`,
    ...(question.isKept ? [`warm ${told(warm)}`] : []),
    ...(await tellFirst(place, question)),
  ].join(', ');
  const what = `${question.name}, ${place.engine} with ${place.pullRequests}`;
  const detail = `${figures}; ${await tellReads(place, question)}load ${loadNow()}`;
  const results: BenchResult[] = [
    {
      name: `Cold ${what}, against the bare query`,
      ...{
        value: middle(cold) / middle(bare),
        unit: 'ratio',
        limit: { atMost: COLD_LIMIT },
        detail,
      },
    },
  ];
  return question.isKept
    ? [
        ...results,
        {
          name: `Warm ${what}, against the bare query`,
          ...{ value: middle(warm) / middle(bare), unit: 'ratio' },
          ...{ limit: { atMost: WARM_LIMIT }, detail: `warm ${told(warm)}, bare ${told(bare)}` },
        },
      ]
    : results;
}

/** What it takes a server that has asked nothing yet, whose connections are made for it. */
async function tellFirst({ openAnother }: Place, question: ScaleQuestion): Promise<string[]> {
  if (openAnother === null) {
    return [];
  }
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const db = await openAnother();
    await time(() => question.ask(db), times);
    await db.close();
  }
  return [`on new connections ${told(times)}`];
}

async function tellReads({ url, openAnother }: Place, question: ScaleQuestion): Promise<string> {
  if (url === null || openAnother === null) {
    return '';
  }
  const during = (work: (db: Database) => Promise<unknown>) =>
    countReads(url, async () => {
      const db = await openAnother();
      await work(db);
      await db.close();
    });
  const say = ({ rows, pages }: Reads) => `${rows} rows and ${pages} pages`;
  const bare = await during((db) => db.pool.query(BARE, instantsOf(question.period)));
  return `reads ${say(await during(question.ask))}, the bare one ${say(bare)}; `;
}

/** Fifty people at once on one server, each with their own order of questions, nothing kept at the start. */
async function benchViewers({ db, ...place }: Place): Promise<BenchResult> {
  forgetAnswers(db);
  const times: number[] = [];
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: VIEWERS }, async (_, viewer) => {
      for (let turn = 0; turn < TURNS; turn += 1) {
        await time(() => askAsViewer(db, viewer, turn), times);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  return {
    name: `${VIEWERS} people at once, ${place.engine} with ${place.pullRequests}`,
    ...{ value: times.length / seconds, unit: 'per second', limit: null },
    detail: `${times.length} answers in ${seconds.toFixed(1)} s, ${told(times)}; load ${loadNow()}`,
  };
}

/** The same days with the same work in them, with a tenth and with all of the history before. */
async function benchGrowth(small: Place, large: Place): Promise<BenchResult> {
  const times = { small: [] as number[], large: [] as number[] };
  const ask = (db: Database) => askOverview(db, lastDays(GROWTH_DAYS));
  for (let round = -1; round < ROUNDS * 2; round += 1) {
    await timed(small, ask, round < 0 ? [] : times.small);
    await timed(large, ask, round < 0 ? [] : times.large);
  }
  return {
    name: `Cold overview of ${GROWTH_DAYS} days with ${large.pullRequests} pull requests against ${small.pullRequests}`,
    ...{ value: middle(times.large) / middle(times.small), unit: 'ratio' },
    limit: { atMost: GROWTH_LIMIT },
    detail: `${told(times.large)} against ${told(times.small)}; load ${loadNow()}`,
  };
}

async function timed(
  { db }: Place,
  work: (db: Database) => Promise<unknown>,
  times: number[],
): Promise<void> {
  forgetAnswers(db);
  await time(() => work(db), times);
}

async function time(work: () => Promise<unknown>, times: number[]): Promise<void> {
  const begin = performance.now();
  await work();
  times.push(performance.now() - begin);
}

function instantsOf({ from, to }: Period): Date[] {
  return [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const middle = (times: readonly number[]) => quantile(times, 0.5);

function told(times: readonly number[]): string {
  return `p50 ${middle(times).toFixed(1)} ms p95 ${quantile(times, 0.95).toFixed(1)} ms`;
}

function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
