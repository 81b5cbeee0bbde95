import type { Queryable } from '../db/queryable.types.ts';

/** Whether the sample team is connected, and whether anything else is. */
export async function loadWhatIsConnected(
  db: Queryable,
): Promise<{ hasSample: boolean; hasOther: boolean }> {
  const { rows } = await db.query<{ hasSample: boolean; hasOther: boolean }>(
    `select coalesce(bool_or(kind = 'sample'), false) as "hasSample",
       coalesce(bool_or(kind <> 'sample'), false) as "hasOther" from connections`,
  );
  return rows[0] ?? { hasSample: false, hasOther: false };
}
