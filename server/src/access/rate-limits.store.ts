import type { Queryable } from '../db/queryable.types.ts';

/** Removes the counts of limits that were over at this instant. */
export async function clearRateLimits(db: Queryable, at: Date): Promise<void> {
  await db.query('delete from rate_limits where expire < $1', [at.getTime()]);
}
