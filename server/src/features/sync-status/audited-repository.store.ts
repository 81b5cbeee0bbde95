import type { Queryable } from '../../db/queryable.types.ts';

export type AuditedRepository = { name: string; pausedAt: Date | null; historyFrom: Date | null };

/** Null: it is not here. */
export async function loadAuditedRepository(
  db: Queryable,
  id: string,
): Promise<AuditedRepository | null> {
  const { rows } = await db.query<AuditedRepository>(
    `select owner || '/' || name as name, paused_at as "pausedAt", history_from as "historyFrom"
     from repositories where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
