import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import type { Sight } from '@bellwether/server/access/sight';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { pool, tallyBuckets } from '@bellwether/server/features/cycle-time/duration-buckets.metric';
import { loadEndedStages } from '@bellwether/server/features/cycle-time/durations.store';
import { readOverview } from '@bellwether/server/features/cycle-time/overview.service';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { createLog } from '@bellwether/server/log';
import { EVERYTHING, type RowScope } from '@bellwether/shared/access/row-scope';
import { cycleTimeInputSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { percentile } from '@bellwether/shared/stats/percentile';
import { bucketsOf } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { migrateByCommand } from '../support/migrate-by-command.ts';
import { startPostgresServer } from '../support/postgres-server.ts';
import { SEES_ALL } from '../support/sight.ts';
import type { BenchResult } from './bench-result.ts';

const COUNT = 200_000;
const ROUNDS = 9;
const LIMIT = 1.5;
const TEAM = 12;
const from = new Date('2025-03-03T00:00:00Z');
const to = new Date('2026-03-02T00:00:00Z');

/** What anybody would write first: the same percentiles of the same pull requests, and nothing else. */
const BARE = `
  select date_trunc('week', merged_at at time zone 'UTC') as week,
    percentile_cont(0.5) within group (order by review_cycle_seconds) as p50,
    percentile_cont(0.75) within group (order by review_cycle_seconds) as p75,
    percentile_cont(0.9) within group (order by review_cycle_seconds) as p90
  from pull_request_facts
  where merged_at >= $1 and merged_at < $2 and author_class = 'human'
  group by 1 order by 1`;

/** The cycle-time query over 200,000 pull requests, one year by week, on both engines, against the bare SQL. */
export async function benchCycleTime(): Promise<BenchResult[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bw-bench-'));
  const postgres = await startPostgresServer();
  try {
    return [
      ...(await benchEngine('PGlite', { dataDir }, { BELLWETHER_DATA_DIR: dataDir })),
      ...(await benchEngine(
        'Postgres',
        { dataDir, databaseUrl: postgres.urlOf('postgres') },
        { DATABASE_URL: postgres.urlOf('postgres') },
      )),
    ];
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function benchEngine(
  engine: string,
  place: { dataDir: string; databaseUrl?: string },
  env: Record<string, string>,
): Promise<BenchResult[]> {
  await migrateByCommand(env);
  const db = await openDatabase({ ...place, log: createLog('silent') });
  try {
    await buildFactsBulk(db.pool, { count: COUNT, seed: 1, from, to });
    return await compare(engine, db);
  } finally {
    await db.close();
  }
}

async function compare(engine: string, db: Database): Promise<BenchResult[]> {
  const clock = () => to;
  const filter = { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
  const input = cycleTimeInputSchema.parse({ filter, metric: 'review-cycle', bucket: 'week' });
  const teamId = await buildTeam(db);
  const ofTeam: RowScope = { teamIds: [teamId], accountIds: [] };
  const overview = (sight: Sight) =>
    readOverview({ db, clock, sample: createSampleTeam() }, input, sight);
  const times = await takeTurns({
    bare: () => db.pool.query(BARE, [from, to]),
    query: () => askByWeek(db),
    overview: () => overview(SEES_ALL),
    lead: () => overview({ scope: ofTeam, oneByOne: ofTeam }),
    manager: () => overview({ scope: EVERYTHING, oneByOne: null }),
  });
  await proveEqual(db);
  const figures = `${times.bare.toFixed(0)} ms bare, ${times.query.toFixed(0)} ms by the query, ${times.overview.toFixed(0)} ms for all of the page's numbers`;
  const detail = `${COUNT} pull requests, 52 weeks, medians of ${ROUNDS} rounds in turn: ${figures}`;
  return [
    {
      name: `cycle-time query against bare percentile_cont, ${engine}`,
      value: times.query / times.bare,
      unit: 'ratio',
      limit: { atMost: LIMIT },
      detail,
    },
    {
      name: `whole cycle-time overview against bare percentile_cont, ${engine}`,
      value: times.overview / times.bare,
      unit: 'ratio',
      limit: null,
      detail: 'with the period before, intervals, censored, stages, coverage',
    },
    {
      name: `whole overview of one team's people against bare percentile_cont, ${engine}`,
      ...{ value: times.lead / times.bare, unit: 'ratio', limit: null },
      detail: `${times.lead.toFixed(0)} ms for a team of ${TEAM} of the authors`,
    },
    {
      name: `whole overview for who sees no single person against bare percentile_cont, ${engine}`,
      ...{ value: times.manager / times.bare, unit: 'ratio', limit: null },
      detail: `${times.manager.toFixed(0)} ms with the search for totals over too few people`,
    },
  ];
}

/** A team of some of the authors; gives its id. */
async function buildTeam(db: Database): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `with team as (insert into teams (slug, name) values ('one', 'One') returning id),
       members as (insert into team_members (team_id, account_id)
         select team.id, a.id from team, (select id from accounts order by id limit ${TEAM}) as a)
     select id from team`,
  );
  return rows[0]?.id ?? '';
}

/** p50, p75 and p90 of each week as the page has them, with n and who is left out; and of the year. */
async function askByWeek(db: Database) {
  const buckets = bucketsOf(instantOf(from), instantOf(to), 'week', 'UTC');
  const ended = await loadEndedStages(db.pool, {
    metric: 'review-cycle',
    clock: 'wall',
    choice: { repositories: [], authors: [], baseBranches: [], labels: [], scope: EVERYTHING },
    borders: [instantOf(from), ...buckets.map((bucket) => bucket.to)],
  });
  const tallies = tallyBuckets(ended, buckets.length);
  const year = pool(tallies);
  return {
    weeks: tallies.map(({ sorted }) => percentilesOf(sorted)),
    year: percentilesOf(year.sorted),
  };
}

function percentilesOf(sorted: Int32Array) {
  return [0.5, 0.75, 0.9].map((p) => percentile(sorted, p));
}

/** A fast wrong answer is worth nothing. */
async function proveEqual(db: Database): Promise<void> {
  const bare = await db.pool.query<{ p50: number; p75: number; p90: number }>(BARE, [from, to]);
  const theirs = JSON.stringify(bare.rows.map(({ p50, p75, p90 }) => [p50, p75, p90]));
  const { weeks } = await askByWeek(db);
  if (JSON.stringify(weeks) !== theirs) {
    throw new Error('the query and the bare SQL disagree');
  }
}

/** Median milliseconds of each, after two rounds that are not counted. */
async function takeTurns<Name extends string>(
  works: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number>> {
  const entries = Object.entries<() => Promise<unknown>>(works);
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [name, work] of entries) {
      const begin = performance.now();
      await work();
      if (round >= 0) {
        times.get(name)?.push(performance.now() - begin);
      }
    }
  }
  const medians = entries.map(([name]) => {
    const sorted = (times.get(name) ?? []).sort((a, b) => a - b);
    return [name, sorted[Math.floor(sorted.length / 2)] ?? Number.NaN];
  });
  return Object.fromEntries(medians) as Record<Name, number>;
}
