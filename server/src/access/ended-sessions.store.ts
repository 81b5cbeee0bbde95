import type { Queryable } from '../db/queryable.types.ts';

/** Removes sessions and steps of signing in that were over at this instant: nothing opens with them any more. */
export async function clearEndedSessions(db: Queryable, at: Date): Promise<void> {
  await db.query('delete from sessions where expires_at < $1', [at]);
  await db.query('delete from verifications where expires_at < $1', [at]);
}
