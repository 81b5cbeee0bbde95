import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openDatabase } from '@bellwether/server/db/open-database';
import { loadWorld } from '@bellwether/server/github-simulator/load-world';
import { createLog } from '@bellwether/server/log';
import { recordingFolders } from '../recorded/read-recording.ts';
import { migrateByCommand } from '../support/migrate-by-command.ts';
import { instantsOf, replayWorld } from '../support/replay-world.ts';
import { storedCsv } from '../support/stored-csv.ts';
import type { BenchResult } from './bench-result.ts';

/** Lines of the export that differ from one backfill's, after a recorded repository was read every week of its years. */
export async function benchReplay(): Promise<BenchResult[]> {
  const folder = recordingFolders().find((path) => basename(path) === 'bitcoin-core__gui');
  if (folder === undefined) {
    return [];
  }
  const world = loadWorld(folder);
  const dataDir = await mkdtemp(join(tmpdir(), 'bw-bench-'));
  await migrateByCommand({ BELLWETHER_DATA_DIR: dataDir });
  const db = await openDatabase({ dataDir, log: createLog('silent') });
  try {
    const startedAt = performance.now();
    const { passes, calls, points } = await replayWorld(
      ...([db, world, instantsOf(world, () => 7)] as const),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const expected = (await readFile(join(folder, 'expected.csv'), 'utf8')).split(/\r?\n/);
    const stored = (await storedCsv(db)).split(/\r?\n/);
    const different = expected.filter((line, index) => line !== stored[index]).length;
    return [
      {
        name: 'Lines of the export that differ after a replay week by week',
        value: different + Math.abs(stored.length - expected.length),
        unit: 'lines',
        limit: { atMost: 0 },
        detail: `${passes} passes in ${seconds.toFixed(0)} s: ${points} GraphQL points and ${calls} REST calls; ${expected.length} lines`,
      },
    ];
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
