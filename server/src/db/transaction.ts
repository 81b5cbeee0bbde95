import type { Pool, PoolClient } from 'pg';

/** Runs `work` between BEGIN and COMMIT on one connection; a thrown error rolls back and is thrown on. */
export async function runInTransaction<T>(
  pool: Pool,
  work: (tx: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is not given to the next user.
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (lost: Error) => lost,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
