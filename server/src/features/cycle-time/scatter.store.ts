import type { ScatterDot } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { dateOf, formatInstant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { DurationQuery } from './durations.store.ts';
import { stageExpressions } from './stage-expressions.store.ts';

type DotRow = Omit<ScatterDot, 'at'> & { at: Date; total: number };

/**
 * The humans' pull requests whose stage ended between the first and the last border, at most `limit`: the `slowest` ones
 * always, the rest at even steps in order of time. The same question has the same answer.
 */
export async function loadDots(
  db: Queryable,
  { metric, clock, choice, borders }: DurationQuery,
  { limit, slowest }: { limit: number; slowest: number },
): Promise<{ dots: ScatterDot[]; total: number }> {
  const stage = stageExpressions(metric, clock);
  const parameters = createParameters();
  const [from, to] = [borders.at(0), borders.at(-1)].map(
    (border) => `${parameters.add(dateOf(border ?? 0))}::timestamptz`,
  );
  const kept = parameters.add(slowest);
  const rest = parameters.add(limit - slowest);
  const { rows } = await db.query<DotRow>(
    `with ended as (
       select f.pull_request_id as id, ${stage.finishAt} as at, ${stage.seconds} as seconds
       from pull_request_facts as f
       where ${isCountedIn(choice)} and ${stage.finishAt} >= ${from} and ${stage.finishAt} < ${to}
         and ${stage.seconds} is not null and ${choosePullRequests(choice, parameters)}
     ), ranked as (
       select *, row_number() over (order by seconds desc, id) <= ${kept} as is_slow,
         count(*) over ()::int as total
       from ended
     ), placed as (
       select *, row_number() over (partition by is_slow order by at, id) as place,
         greatest(total - ${kept}, 1) as others
       from ranked
     ), chosen as (
       select * from placed
       where is_slow or floor(place * ${rest}::float8 / others) > floor((place - 1) * ${rest}::float8 / others)
         or others <= ${rest}
     )
     select c.id, r.owner || '/' || r.name as repository, p.number, p.title, a.login as author, c.at,
       c.seconds, f.size, f.review_grade as "reviewGrade", c.total
     from chosen as c join pull_request_facts as f on f.pull_request_id = c.id
       join pull_requests as p on p.id = c.id join repositories as r on r.id = p.repository_id
       left join accounts as a on a.id = p.author_id
     order by c.at, c.id`,
    parameters.values,
  );
  return {
    dots: rows.map(({ total: _, at, ...dot }) => ({ ...dot, at: formatInstant(at) })),
    total: rows[0]?.total ?? 0,
  };
}
