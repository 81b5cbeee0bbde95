import type { Queryable } from './queryable.types.ts';

/** Any two numbers that nobody else locks. */
const LOCK = '2026, 1';

/**
 * Holds the settings as they are until the transaction ends. Take it before facts are derived or stored: then none of them
 * can be of settings that were replaced meanwhile.
 */
export async function lockDefinitionsShared(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock_shared(${LOCK})`);
}

/** Waits until nobody stores facts and keeps them from beginning, until the transaction ends. Take it to change settings. */
export async function lockDefinitions(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${LOCK})`);
}
