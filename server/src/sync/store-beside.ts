import type { PoolClient } from 'pg';
import type { RunOptions } from './run-repository.ts';
import { PassStoppedError, throwIfStopped } from './stream-context.ts';

/**
 * Stores in one transaction what is read beside the passes: no stream's place moves. A repository that was removed
 * meanwhile gets no rows.
 */
export async function storeBeside<T>(
  options: RunOptions,
  work: (tx: PoolClient) => Promise<T>,
): Promise<T> {
  const { db, repository, signal, beforeStore, onProgress } = options;
  throwIfStopped(signal);
  const result = await db.transaction(async (tx) => {
    await beforeStore(tx);
    const { rowCount } = await tx.query('select from repositories where id = $1 for share', [
      repository.id,
    ]);
    if (rowCount === 0) {
      throw new PassStoppedError('The repository was removed.');
    }
    return await work(tx);
  });
  onProgress();
  return result;
}
