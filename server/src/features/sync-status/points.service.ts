import type { PointsBudget } from '@bellwether/shared/sync-status/sync-status.schema';
import type { AppContext } from '../../app-context.ts';
import { connectionKindOf } from './connection-kind.rules.ts';
import { loadPoints } from './points.store.ts';

const DAY_MS = 86_400_000;

/** What asking GitHub cost in the last 24 hours, and what was left, for each connection. */
export async function readPointsBudgets({
  db,
  clock,
}: Pick<AppContext, 'db' | 'clock'>): Promise<PointsBudget[]> {
  const connections = await loadPoints(db, new Date(clock().getTime() - DAY_MS));
  return connections.map(({ id, kind, login, points }) => ({
    connectionId: id,
    kind: connectionKindOf(kind),
    login,
    slots: points.map(({ startsAt, spent, remaining, limit, resetAt }) => ({
      startsAt: startsAt.toISOString(),
      spent,
      remaining,
      limit,
      resetAt: resetAt?.toISOString() ?? null,
    })),
  }));
}
