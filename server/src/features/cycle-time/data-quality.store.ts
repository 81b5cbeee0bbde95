import type { Queryable } from '../../db/queryable.types.ts';

/** One stream of one repository, as far as the quality of a chart depends on it. */
export type StreamState = {
  repository: string;
  stream: string;
  state: string;
  stored: number;
  total: number | null;
  watermarkAt: Date | null;
  errorMessage: string | null;
};

/** Every stream of the repositories (none named: of all); a repository without streams has one line of nulls. */
export async function loadStreamStates(
  db: Queryable,
  repositories: readonly string[],
): Promise<StreamState[]> {
  const { rows } = await db.query<StreamState>(
    `select r.owner || '/' || r.name as repository, coalesce(s.stream, 'pull-requests') as stream,
       coalesce(s.state, 'queued') as state, coalesce(s.stored, 0) as stored, s.total,
       s.watermark_at as "watermarkAt", s.error_message as "errorMessage"
     from repositories as r left join sync_streams as s on s.repository_id = r.id
     where cardinality($1::text[]) = 0 or r.id = any($1::text[])
     order by r.owner, r.name, s.stream`,
    [[...repositories]],
  );
  return rows;
}
