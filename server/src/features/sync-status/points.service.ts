import type { PointsBudget } from '@bellwether/shared/sync-status/sync-status.schema';
import type { Sight } from '../../access/sight.ts';
import { limitTo, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { connectionKindOf } from './connection-kind.rules.ts';
import { loadPoints } from './points.store.ts';

const DAY_MS = 86_400_000;

/**
 * What asking GitHub cost in the last 24 hours, and what was left, for each connection that reads a repository of the scope.
 * Whose token it is stands there for those who see everything.
 */
export async function readPointsBudgets(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  { scope, oneByOne }: Sight,
): Promise<PointsBudget[]> {
  const since = new Date(clock().getTime() - DAY_MS);
  const visible = limitTo(await loadVisibleRepositories(db.pool, scope), []);
  const connections = await loadPoints(db, since, visible);
  const isNamed = visible === null && oneByOne?.teamIds === 'all';
  return connections.map(({ id, kind, login, points }) => ({
    connectionId: id,
    kind: connectionKindOf(kind),
    login: isNamed ? login : null,
    slots: points.map(({ startsAt, spent, remaining, limit, resetAt }) => ({
      startsAt: startsAt.toISOString(),
      spent,
      remaining,
      limit,
      resetAt: resetAt?.toISOString() ?? null,
    })),
  }));
}
