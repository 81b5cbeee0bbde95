import type { Queryable } from '../db/queryable.types.ts';

/** How many parents each commit has, as far as a comparison or an earlier read has told. */
export async function loadParentCounts(
  db: Queryable,
  repositoryId: string,
  shas: readonly string[],
): Promise<Map<string, number>> {
  if (shas.length === 0) {
    return new Map();
  }
  const { rows } = await db.query<{ sha: string; parents: number }>(
    `select sha, cardinality(parent_shas) parents from commits
     where repository_id = $1 and sha = any($2)
     union
     select c.sha, c.parent_count from pull_request_commits c
     join pull_requests p on p.id = c.pull_request_id
     where p.repository_id = $1 and c.sha = any($2) and c.parent_count is not null`,
    [repositoryId, shas],
  );
  return new Map(rows.map((row) => [row.sha, row.parents]));
}
