import type { RowScope } from '@bellwether/shared/access/row-scope';
import { createParameters, isCounted, isInScope } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

type IdleRow = { id: string; repository: string; number: number; title: string; updatedAt: Date };

/** Open ones that count, unchanged since the limit, the longest first; at most so many, and how many there are. */
export async function loadIdle(
  db: Queryable,
  limit: Date,
  scope: RowScope,
  most: number,
): Promise<{ rows: IdleRow[]; total: number }> {
  const parameters = createParameters();
  const { rows } = await db.query<IdleRow & { total: number }>(
    `select p.id, r.owner || '/' || r.name repository, p.number, p.title,
       f.updated_at "updatedAt", count(*) over ()::int total
     from pull_request_facts f join pull_requests p on p.id = f.pull_request_id
       join repositories r on r.id = p.repository_id
     where f.state = 'open' and ${isCounted} and f.updated_at < ${parameters.add(limit)}
       and ${isInScope(scope, parameters)}
     order by f.updated_at, p.id limit ${parameters.add(most)}`,
    parameters.values,
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
