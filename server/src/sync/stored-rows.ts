import type { Queryable } from '../db/queryable.types.ts';

/** `ids`: stored already, in the state that came or an earlier one. `later`: stored in a later state than came. */
export type StoredRows = { ids: string[]; later: Set<string> };

/** Which of the rows are stored already, and which of those in a later state. */
export async function findStored(
  tx: Queryable,
  table: 'pull_requests' | 'issues',
  rows: readonly { id: string; updatedAt: Date }[],
): Promise<StoredRows> {
  const { rows: found } = await tx.query<{ id: string; isLater: boolean }>(
    `select t.id, t.updated_at > i.updated_at "isLater" from ${table} t
     join unnest($1::text[], $2::timestamptz[]) i(id, updated_at) on i.id = t.id`,
    [rows.map((row) => row.id), rows.map((row) => row.updatedAt)],
  );
  return {
    ids: found.filter((row) => !row.isLater).map((row) => row.id),
    later: new Set(found.filter((row) => row.isLater).map((row) => row.id)),
  };
}
