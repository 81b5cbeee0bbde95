import { dateOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type Parameters,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { DurationQuery } from './durations.store.ts';
import { selectHidden } from './hidden-people.store.ts';
import { sizeClassSql } from './size-class-sql.ts';
import { stageExpressions } from './stage-expressions.store.ts';

/** One kind of work (a repository, a size and a class of authors) in one of two periods; its stages together in seconds. */
export type KindSums = {
  period: 0 | 1;
  repository: string;
  size: string;
  authorClass: string;
  n: number;
  seconds: number;
};

/** The stages that ended in the two periods: `[borders[0], borders[1])` and `[borders[1], borders[2])`. */
export async function sumKinds(db: Queryable, query: DurationQuery): Promise<KindSums[]> {
  const parameters = createParameters();
  const { rows } = await db.query<KindSums>(
    `select period, r.owner || '/' || r.name as repository, size, author_class as "authorClass",
       n, seconds
     from (select period, repository_id, size, author_class, count(*)::int as n,
         sum(seconds)::float8 as seconds
       from (${endedRows(query, parameters)}) as ended group by 1, 2, 3, 4) as kinds
       join repositories as r on r.id = kinds.repository_id`,
    parameters.values,
  );
  return rows;
}

/** Who is hidden from the caller behind each kind. */
export async function findBehindKinds(
  db: Queryable,
  query: DurationQuery,
  { oneByOne }: Sight,
): Promise<
  (Pick<KindSums, 'period' | 'repository' | 'size' | 'authorClass'> & { person: string })[]
> {
  const parameters = createParameters();
  const ended = endedRows(query, parameters);
  const columns = ['period', 'repository_id', 'size', 'author_class'];
  const { rows } = await db.query<
    Pick<KindSums, 'period' | 'repository' | 'size' | 'authorClass'> & { person: string }
  >(
    `select hidden.period, hidden.size, hidden.author_class as "authorClass", hidden.person,
       r.owner || '/' || r.name as repository
     from (${selectHidden(ended, columns, oneByOne, parameters)}) as hidden
       join repositories as r on r.id = hidden.repository_id`,
    parameters.values,
  );
  return rows;
}

function endedRows(
  { metric, clock, choice, borders }: DurationQuery,
  parameters: Parameters,
): string {
  const stage = stageExpressions(metric, clock);
  const [start, middle, end] = borders.map(
    (border) => `${parameters.add(dateOf(border))}::timestamptz`,
  );
  const narrow = stage.notAfterFinish === null ? '' : ` and ${stage.notAfterFinish} < ${end}`;
  return `select case when ${stage.finishAt} >= ${middle} then 1 else 0 end as period,
      f.repository_id, ${sizeClassSql} as size, f.author_class, ${stage.seconds} as seconds,
      case when f.author_class = 'human' then f.author_id end as author_id
    from pull_request_facts as f
    where ${stage.finishAt} >= ${start} and ${stage.finishAt} < ${end}${narrow}
      and ${stage.seconds} is not null and ${isCountedIn(choice)}
      and ${choosePullRequests(choice, parameters)}`;
}
