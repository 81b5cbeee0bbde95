import type { DeploymentCounts } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { isCounted } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

/** Deployments, and whether they brought merged pull requests, in these repositories (null: all). */
export async function countDeployments(
  db: Queryable,
  repositories: readonly string[] | null,
): Promise<DeploymentCounts> {
  const { rows } = await db.query<DeploymentCounts>(
    `select
       (select count(*)::int from deployments
        where $1::text[] is null or repository_id = any($1::text[])) as deployments,
       count(*) filter (where f.merged_at is not null and ${isCounted})::int as merged,
       count(f.deployed_at)::int as deployed
     from pull_request_facts as f
     where $1::text[] is null or repository_id = any($1::text[])`,
    [repositories],
  );
  return rows[0] ?? { deployments: 0, merged: 0, deployed: 0 };
}
