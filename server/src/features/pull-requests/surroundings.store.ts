import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import type { Surroundings } from '@bellwether/shared/pull-requests/surroundings';
import type { Queryable } from '../../db/queryable.types.ts';

/** Who knows a file is asked of so many pull requests before, of the years before: what is older is forgotten. */
const MOST_BEFORE = 1_000;
const YEARS_BEFORE = 2;

/** What had happened around a pull request by `asOf`: who had changed its files, and which incidents were open (B10). */
export async function loadSurroundings(
  db: Queryable,
  { pullRequest, files }: Pick<PullRequestHistory, 'pullRequest' | 'files'>,
  asOf: Date,
): Promise<Surroundings> {
  const { id, repositoryId } = pullRequest;
  const paths = files.map(({ path }) => path);
  const changes = await db.query<Surroundings['changes'][number]>(
    `with earlier as (
       select f.pull_request_id, f.author_id, f.merged_at from pull_request_facts f
       where f.repository_id = $1 and f.merged_at < $2
         and f.merged_at >= $2::timestamptz - make_interval(years => ${YEARS_BEFORE})
         and f.author_class = 'human' and f.author_id is not null and f.pull_request_id <> $3
       order by f.merged_at desc limit ${MOST_BEFORE}
     )
     select c.path, coalesce(a.person_id::text, e.author_id) person, e.merged_at "mergedAt"
     from earlier e
       join pull_request_files c on c.pull_request_id = e.pull_request_id and c.path = any($4)
       left join accounts a on a.id = e.author_id`,
    [repositoryId, asOf, id, paths],
  );
  const incidents = await db.query<Surroundings['incidents'][number]>(
    `select known_at "knownAt", ended_at "endedAt" from (
       select coalesce(t.declared_at, t.detected_at, t.impact_started_at) known_at,
         least(t.mitigated_at, t.resolved_at, t.closed_at) ended_at
       from incidents t where t.repository_id = $1 and t.exclusion is null
     ) as known
     where known_at <= $2 and (ended_at is null or ended_at > $2)`,
    [repositoryId, asOf],
  );
  return { changes: changes.rows, incidents: incidents.rows };
}
