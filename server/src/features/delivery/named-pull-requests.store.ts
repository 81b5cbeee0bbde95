import type { RowScope } from '@bellwether/shared/access/row-scope';
import { createParameters, isInScope } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** Those of the pull requests that the scope holds. Null: nobody's are to be told apart. */
export async function findSeenPullRequests(
  db: Queryable,
  ids: readonly string[],
  oneByOne: RowScope | null,
): Promise<ReadonlySet<string>> {
  if (oneByOne === null || ids.length === 0) {
    return new Set();
  }
  const parameters = createParameters();
  const { rows } = await db.query<{ id: string }>(
    `select f.pull_request_id as id from pull_request_facts as f
     where f.pull_request_id = any(${parameters.add([...ids])}::text[]) and ${isInScope(oneByOne, parameters)}`,
    parameters.values,
  );
  return new Set(rows.map(({ id }) => id));
}
