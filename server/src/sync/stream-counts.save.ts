import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { Queryable } from '../db/queryable.types.ts';

/** Rows stored, as written down at the stream. */
export async function loadStored(
  tx: Queryable,
  repositoryId: string,
  stream: SyncStreamName,
): Promise<number> {
  const { rows } = await tx.query<{ stored: number }>(
    'select stored from sync_streams where repository_id = $1 and stream = $2',
    [repositoryId, stream],
  );
  return rows[0]?.stored ?? 0;
}

/**
 * Counts rows that came or went (`difference` below zero) beside a pass. GitHub's total, which the next pass reads again,
 * follows what went and is never less than what is stored.
 */
export async function addStored(
  tx: Queryable,
  repositoryId: string,
  stream: SyncStreamName,
  difference: number,
): Promise<void> {
  if (difference === 0) {
    return;
  }
  await tx.query(
    `update sync_streams set stored = greatest(stored + $3, 0),
       total = case when total is not null then greatest(total + least($3, 0), stored + $3, 0) end
     where repository_id = $1 and stream = $2`,
    [repositoryId, stream, difference],
  );
}
