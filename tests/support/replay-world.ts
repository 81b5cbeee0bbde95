import type { Database } from '@bellwether/server/db/open-database';
import type { World } from '@bellwether/server/github-simulator/world.types';
import { serveWorld } from './sync-world.ts';
import { worldAt } from './world-at.ts';

export type Replay = { passes: number; calls: number; points: number };

/** Reads a world as it grew: one pass at each instant, with GitHub's clock there, and the last over the whole of it. */
export async function replayWorld(
  db: Database,
  world: World,
  instants: readonly Date[],
): Promise<Replay> {
  let now = instants[0] ?? new Date();
  const clock = () => now;
  const synced = await serveWorld(db, worldAt(world, now), { clock });
  try {
    for (const instant of instants) {
      now = instant;
      synced.simulator.replaceWorld(worldAt(world, instant));
      await synced.pass();
    }
    now = new Date();
    synced.simulator.replaceWorld(world);
    await synced.pass();
    const failed = await db.pool.query<{ stream: string; error: string }>(
      'select stream, error_message error from sync_streams where error_code is not null',
    );
    if (failed.rows.length > 0) {
      throw new Error(failed.rows.map(({ stream, error }) => `${stream}: ${error}`).join('\n'));
    }
    const { restCalls: calls, graphqlPoints: points } = synced.simulator.stats();
    return { passes: instants.length + 1, calls, points };
  } finally {
    await synced.close();
  }
}

/** Instants from a world's beginning to its end, one in so many days. */
export function instantsOf(world: World, stepDaysAt: (at: Date) => number): Date[] {
  const rows = world.repositories.flatMap(({ pulls, issues }) => [...pulls, ...issues]);
  const start = Math.min(...rows.map((row) => Date.parse(row.created_at)));
  const end = Math.max(...rows.map((row) => Date.parse(row.updated_at)));
  const instants: Date[] = [];
  for (let at = start; at < end; ) {
    const instant = new Date(at);
    instants.push(instant);
    at += stepDaysAt(instant) * 86_400_000;
  }
  return instants;
}
