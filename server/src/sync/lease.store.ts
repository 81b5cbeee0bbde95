import type { Queryable } from '../db/queryable.types.ts';
import { PassStoppedError } from './stream-context.ts';

// Times are the database's: servers may disagree about theirs.

/** Takes or keeps the connection's lease. False: another server works on it, or it was removed. */
export async function acquireLease(
  db: Queryable,
  connectionId: string,
  holder: string,
  ttlMs: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into sync_leases as l (connection_id, holder, expires_at)
     select id, $2, clock_timestamp() + make_interval(secs => $3) from connections where id = $1
     on conflict (connection_id) do update set holder = excluded.holder, expires_at = excluded.expires_at
       where l.holder = excluded.holder or l.expires_at < clock_timestamp()`,
    [connectionId, holder, ttlMs / 1000],
  );
  return rowCount === 1;
}

/** False: it was taken over, or the connection was removed. */
export async function renewLease(
  db: Queryable,
  connectionId: string,
  holder: string,
  ttlMs: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update sync_leases set expires_at = clock_timestamp() + make_interval(secs => $3)
     where connection_id = $1 and holder = $2`,
    [connectionId, holder, ttlMs / 1000],
  );
  return rowCount === 1;
}

export async function releaseLease(
  db: Queryable,
  connectionId: string,
  holder: string,
): Promise<void> {
  await db.query('delete from sync_leases where connection_id = $1 and holder = $2', [
    connectionId,
    holder,
  ]);
}

/**
 * Takes the lease from whoever holds it: waits for a page that is being stored, and no other one is stored by that
 * server. Nobody works on the connection until `ttlMs` are over.
 */
export async function seizeLease(
  db: Queryable,
  connectionId: string,
  holder: string,
  ttlMs: number,
): Promise<void> {
  await db.query(
    `insert into sync_leases (connection_id, holder, expires_at)
     select id, $2, clock_timestamp() + make_interval(secs => $3) from connections where id = $1
     on conflict (connection_id) do update set holder = excluded.holder, expires_at = excluded.expires_at`,
    [connectionId, holder, ttlMs / 1000],
  );
}

/** On the embedded engine every lease from before is a dead server's: nobody else can have the database. */
export async function clearLeases(db: Queryable): Promise<void> {
  await db.query('delete from sync_leases');
}

/**
 * The fence of a page: until its transaction ends nobody can take the lease over.
 * @throws PassStoppedError when this server does not hold it, or a person paused the repository
 */
export async function assertMayStore(
  tx: Queryable,
  repositoryId: string,
  holder: string,
): Promise<void> {
  const { rows } = await tx.query<{ isPaused: boolean }>(
    `select r.paused_at is not null as "isPaused"
     from repositories r join sync_leases l on l.connection_id = r.connection_id
     where r.id = $1 and l.holder = $2 for share of l`,
    [repositoryId, holder],
  );
  const [found] = rows;
  if (found === undefined) {
    throw new PassStoppedError('Another server reads this connection now, or it was removed.');
  }
  if (found.isPaused) {
    throw new PassStoppedError('The repository is paused.');
  }
}
