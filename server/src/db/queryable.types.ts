import type { PoolClient } from 'pg';

/** Runs statements: the pool, or the one connection of a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;
