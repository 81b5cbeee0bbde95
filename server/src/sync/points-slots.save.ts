import type { Queryable } from '../db/queryable.types.ts';
import type { PointsReading } from '../github/github-points.ts';

/** Adds what was spent to the connection's running ten minutes, with what GitHub said last; nothing for one that was removed. */
export async function addToSlot(
  db: Queryable,
  connectionId: string,
  points: PointsReading,
): Promise<void> {
  await db.query(
    `insert into points_slots as s (connection_id, starts_at, spent, remaining, "limit", reset_at)
     select id, date_bin('10 minutes', now(), 'epoch'), $2, $3, $4, $5 from connections where id = $1
     on conflict (connection_id, starts_at) do update set spent = s.spent + excluded.spent,
       remaining = coalesce(excluded.remaining, s.remaining),
       "limit" = coalesce(excluded."limit", s."limit"),
       reset_at = coalesce(excluded.reset_at, s.reset_at)`,
    [connectionId, points.spent, points.remaining, points.limit, points.resetAt],
  );
}
