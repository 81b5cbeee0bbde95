import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@bellwether/server/db/open-database';
import { openGithub } from '@bellwether/server/github/open-github';
import {
  type Simulator,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import type { World } from '@bellwether/server/github-simulator/world.types';
import { createLog } from '@bellwether/server/log';
import { createSyncRunner } from '@bellwether/server/sync/sync-runner';
import { migrateByCommand } from '../support/migrate-by-command.ts';
import type { BenchResult } from './bench-result.ts';
import { benchWorld } from './bench-world.ts';
import { sampleWorld } from './sample-world.ts';

const LIMIT = 140;
const log = createLog('silent');

/** GitHub points (GraphQL points and REST calls) for a first read of everything, deployments compared, and for reading on. */
export async function benchPoints(): Promise<BenchResult[]> {
  const { repository } = benchWorld();
  const recorded = { name: repository.full_name, endsAt: null, repositories: [repository] };
  return [...(await measure(recorded, { atMost: LIMIT })), ...(await measure(sampleWorld(), null))];
}

async function measure(world: World, limit: BenchResult['limit']): Promise<BenchResult[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bw-bench-'));
  const simulator = await startSimulator({ world });
  await migrateByCommand({ BELLWETHER_DATA_DIR: dataDir });
  const db = await openDatabase({ dataDir, log });
  const runner = createSyncRunner({
    ...{ db, log, intervalMs: null, clock: () => new Date() },
    openGithub: async () =>
      openGithub({ kind: 'token', apiUrl: simulator.url, token: 'bench', log }),
  });
  try {
    const connectionId = randomUUID();
    await db.prisma.connection.create({
      data: { id: connectionId, kind: 'token', apiUrl: simulator.url },
    });
    const ids = world.repositories.map((repository) => repository.node_id);
    const readAll = async () => {
      for (const repositoryId of ids) {
        await runner.request({ kind: 'pass', repositoryId }, 'person');
      }
      await runner.whenIdle();
    };
    for (const { node_id: id, full_name } of world.repositories) {
      const [owner = '', name = ''] = full_name.split('/');
      await db.prisma.repository.create({
        data: {
          ...{
            id,
            connectionId,
            owner,
            name,
            url: '',
            createdAt: new Date(),
            generatedPatterns: [],
          },
          ...{ isPrivate: false, isArchived: false, isFork: false, isEmpty: false },
        },
      });
    }
    await readAll();
    const { restCalls, graphqlPoints } = simulator.stats();
    const { rows } = await db.pool.query<{ stream: string; points: number; failed: number }>(
      `select stream, sum(points)::int points, count(error_code)::int failed from sync_streams group by stream`,
    );
    const failed = rows.filter((row) => row.failed > 0).map((row) => row.stream);
    if (failed.length > 0) {
      throw new Error(`These streams could not be read: ${failed.join(', ')}.`);
    }
    const count = await db.prisma.pullRequest.count();
    const shares = rows.map((row) => `${row.stream} ${row.points}`).join(', ');
    const first: BenchResult = {
      name: `GitHub points per 1,000 pull requests, ${world.name}`,
      value: ((restCalls + graphqlPoints) / count) * 1000,
      unit: 'points',
      limit,
      detail: `${count} pull requests with everything: ${graphqlPoints} GraphQL points and ${restCalls} REST calls (${shares})`,
    };
    return [first, ...(await measureQuiet(world, simulator, readAll))];
  } finally {
    await runner.stop();
    await db.close();
    await simulator.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Passes over what does not change: the second one of all asks for marks, every later one shows them. */
async function measureQuiet(
  world: World,
  simulator: Simulator,
  readAll: () => Promise<void>,
): Promise<BenchResult[]> {
  const repositories = world.repositories.length;
  const costs: number[] = [];
  let free = 0;
  for (let pass = 2; pass <= 4; pass += 1) {
    const before = simulator.stats();
    await readAll();
    const { restCalls, graphqlPoints, notModified } = simulator.stats();
    costs.push(restCalls + graphqlPoints - before.restCalls - before.graphqlPoints);
    free = notModified - before.notModified;
  }
  const [second = Number.NaN, third = Number.NaN, fourth = Number.NaN] = costs;
  return [
    {
      name: `GitHub points of a pass that finds nothing new, for each repository, ${world.name}`,
      value: Math.max(third, fourth) / repositories,
      unit: 'points',
      limit: { atMost: 0 },
      detail: `${repositories} repositories, ${free} calls answered "not modified"; the pass right after the first, which asks for the marks, ${second / repositories}`,
    },
  ];
}
