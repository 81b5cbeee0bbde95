import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { fetchParentCounts } from '@bellwether/server/github/commit-parents.fetch';
import { openGithub } from '@bellwether/server/github/open-github';
import {
  commitsWhoseParentsMatter,
  mapPullRequests,
  type PullRequestRows,
} from '@bellwether/server/github/pull-request.map';
import { completeNestedLists } from '@bellwether/server/github/pull-request-nested.fetch';
import { fetchPullRequestsPage } from '@bellwether/server/github/pull-requests.fetch';
import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import type { WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { createLog } from '@bellwether/server/log';
import { saveFacts } from '@bellwether/server/sync/facts.save';
import { savePullRequests } from '@bellwether/server/sync/pull-requests.save';
import { migrateByCommand } from '../support/migrate-by-command.ts';
import { startPostgresServer } from '../support/postgres-server.ts';
import type { BenchResult } from './bench-result.ts';
import { benchWorld } from './bench-world.ts';
import { insertPlainly, readTables, type TableRows } from './plain-insert.ts';

const ROUNDS = 5;
const PAGE_SIZE = 29;
const LIMIT = 1 / 3;
const log = createLog('silent');

/** Rows a second by the saving path, against a plain multi-row insert of the same rows into the same tables. */
export async function benchIngest(): Promise<BenchResult[]> {
  const { repository, name } = benchWorld();
  const pages = await readPages(repository);
  const dataDir = await mkdtemp(join(tmpdir(), 'bw-bench-'));
  const postgres = await startPostgresServer();
  try {
    const databaseUrl = postgres.urlOf('postgres');
    return [
      ...(await benchEngine('PGlite', { dataDir }, { BELLWETHER_DATA_DIR: dataDir }, pages, name)),
      ...(await benchEngine(
        'Postgres',
        { dataDir, databaseUrl },
        { DATABASE_URL: databaseUrl },
        pages,
        name,
      )),
    ];
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function readPages(repository: WorldRepository): Promise<PullRequestRows[]> {
  const world = { name: 'bench', endsAt: null, repositories: [repository] };
  const simulator = await startSimulator({ world });
  try {
    const github = openGithub({ kind: 'token', apiUrl: simulator.url, token: 'bench', log });
    const [owner = '', name = ''] = repository.full_name.split('/');
    const pages: PullRequestRows[] = [];
    let cursor: string | null = null;
    do {
      const page = await fetchPullRequestsPage(github, { owner, name }, PAGE_SIZE, cursor);
      await completeNestedLists(github, page.pullRequests);
      const shas = page.pullRequests.flatMap(commitsWhoseParentsMatter);
      const parents = await fetchParentCounts(github, { owner, name }, shas);
      pages.push(mapPullRequests(page.pullRequests, repository.node_id, parents));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return pages;
  } finally {
    await simulator.close();
  }
}

async function benchEngine(
  engine: string,
  place: { dataDir: string; databaseUrl?: string },
  env: Record<string, string>,
  pages: readonly PullRequestRows[],
  world: string,
): Promise<BenchResult[]> {
  await migrateByCommand(env);
  const db = await openDatabase({ ...place, log });
  try {
    await emptyTables(db, pages);
    await store(db, pages, true);
    const tables = await readTables(db);
    const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
    const times = await takeTurns(db, pages, tables);
    const perSecond = (ms: number) => rows / (ms / 1000);
    return [
      {
        name: `rows a second stored against a plain multi-row insert, ${engine}`,
        value: times.plain / times.save,
        unit: 'ratio',
        limit: { atLeast: LIMIT },
        detail: `${rows} rows of ${world} in ${tables.length} tables, accounts, people and facts among them, medians of ${ROUNDS} rounds in turn: ${perSecond(times.save).toFixed(0)} a second by pages with their facts, ${perSecond(times.plain).toFixed(0)} by plain inserts`,
      },
    ];
  } finally {
    await db.close();
  }
}

async function takeTurns(
  db: Database,
  pages: readonly PullRequestRows[],
  tables: readonly TableRows[],
): Promise<{ save: number; plain: number }> {
  const save: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyTables(db, pages);
    save.push(await timed(() => store(db, pages, true)));
    await emptyTables(db, pages);
    plain.push(await timed(() => insertPlainly(db, tables)));
  }
  return { save: median(save), plain: median(plain) };
}

async function store(
  db: Database,
  pages: readonly PullRequestRows[],
  facts: boolean,
): Promise<void> {
  for (const page of pages) {
    await db.transaction(async (tx) => {
      await savePullRequests(tx, page);
      if (facts) {
        const ids = page.pullRequests.map((row) => row.id);
        await saveFacts(tx, ids);
      }
    });
  }
}

async function emptyTables(db: Database, pages: readonly PullRequestRows[]): Promise<void> {
  const repositoryId = pages[0]?.pullRequests[0]?.repositoryId ?? '';
  await db.pool.query(
    'truncate connections, repositories, accounts, people, pull_requests, pull_request_facts cascade',
  );
  await db.pool.query(
    `insert into connections (id, kind, api_url) values (gen_random_uuid(), 'token', 'bench')`,
  );
  await db.pool.query(
    `insert into repositories (id, connection_id, owner, name, url, is_private, is_archived, is_fork, is_empty,
       generated_patterns, default_branch, created_at)
     select $1, id, 'bench', 'bench', '', false, false, false, false, '{}', 'master', now() from connections`,
    [repositoryId],
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
