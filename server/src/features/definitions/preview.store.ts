import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { loadPullRequestHistories } from '../../db/load-pull-request-histories.ts';
import type { Queryable } from '../../db/queryable.types.ts';

export type Candidates = { ids: string[]; total: number };

/** Pull requests to which something happened since then; at most `limit`, always the same ones, spread evenly. */
export async function findCandidates(
  db: Queryable,
  since: Date,
  limit: number,
): Promise<Candidates> {
  const { rows } = await db.query<{ id: string; total: number }>(
    `select id, count(*) over ()::int total from pull_requests where updated_at >= $1
     order by md5(id) limit $2`,
    [since, limit],
  );
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}

export async function loadHistories(
  db: Queryable,
  ids: readonly string[],
): Promise<PullRequestHistory[]> {
  return await loadPullRequestHistories(db, ids);
}
