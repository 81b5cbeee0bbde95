import type { Queryable } from '../db/queryable.types.ts';

/** Repositories that are read, those that waited longest first; one that GitHub has not shown for a day is left to the night. */
export async function loadRepositoriesToSweep(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select r.id from repositories r
     left join sync_streams s on s.repository_id = r.id and s.stream = 'repository'
     where r.paused_at is null
       and coalesce(r.inaccessible_since > now() - interval '1 day', true)
     order by s.last_success_at nulls first, r.id`,
  );
  return rows.map((row) => row.id);
}

/** Every repository that is not paused. */
export async function loadRepositoriesToCheck(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from repositories where paused_at is null order by id',
  );
  return rows.map((row) => row.id);
}
