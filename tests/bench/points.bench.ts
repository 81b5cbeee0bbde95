import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@bellwether/server/db/open-database';
import { openGithub } from '@bellwether/server/github/open-github';
import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import type { World } from '@bellwether/server/github-simulator/world.types';
import { createLog } from '@bellwether/server/log';
import { createSyncRunner } from '@bellwether/server/sync/sync-runner';
import { migrateByCommand } from '../support/migrate-by-command.ts';
import type { BenchResult } from './bench-result.ts';
import { benchWorld } from './bench-world.ts';
import { sampleWorld } from './sample-world.ts';

const LIMIT = 140;
const log = createLog('silent');

/** GitHub points (GraphQL points and REST calls) for a first read of everything, deployments compared. */
export async function benchPoints(): Promise<BenchResult[]> {
  const { repository } = benchWorld();
  const recorded = { name: repository.full_name, endsAt: null, repositories: [repository] };
  return [await measure(recorded, { atMost: LIMIT }), await measure(sampleWorld(), null)];
}

async function measure(world: World, limit: BenchResult['limit']): Promise<BenchResult> {
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
      await runner.request({ kind: 'pass', repositoryId: id }, 'person');
    }
    await runner.whenIdle();
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
    return {
      name: `GitHub points per 1,000 pull requests, ${world.name}`,
      value: ((restCalls + graphqlPoints) / count) * 1000,
      unit: 'points',
      limit,
      detail: `${count} pull requests with everything: ${graphqlPoints} GraphQL points and ${restCalls} REST calls (${shares})`,
    };
  } finally {
    await runner.stop();
    await db.close();
    await simulator.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
