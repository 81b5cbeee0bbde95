import type {
  BehindInput,
  ListedPullRequest,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { dateOf, formatInstant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { DurationQuery } from './durations.store.ts';
import { stageExpressions } from './stage-expressions.store.ts';

type Row = Omit<ListedPullRequest, 'at'> & { at: Date; total: number };

/** The pull requests behind a count of the page, latest first, at most `limit`, and how many there are. */
export async function loadBehind(
  db: Queryable,
  { metric, clock, choice, borders }: DurationQuery,
  behind: BehindInput['behind'],
  limit: number,
): Promise<{ items: ListedPullRequest[]; total: number }> {
  const parameters = createParameters();
  const stage = stageExpressions(metric, clock);
  const isExcluded = behind.kind === 'excluded';
  const at = isExcluded ? stage.finishAt : 'f.merged_at';
  const what = isExcluded
    ? `${stage.seconds} is not null and not (${isCountedIn(choice)})
       and coalesce(f.exclusion, f.author_class) = ${parameters.add(behind.name)}`
    : `${isCountedIn(choice)} and ${parameters.add(flagOf[behind.kind])} = any(f.flags)`;
  const { rows } = await db.query<Row>(
    `select p.id, r.owner || '/' || r.name as repository, p.number, p.title, a.login as author,
       found.at, f.size, found.total
     from (
       select f.pull_request_id as id, ${at} as at, count(*) over ()::int as total
       from pull_request_facts as f
       where ${at} >= ${parameters.add(dateOf(borders.at(0) ?? 0))}
         and ${at} < ${parameters.add(dateOf(borders.at(-1) ?? 0))}
         and ${what} and ${choosePullRequests(choice, parameters)}
       order by 2 desc, 1 limit ${parameters.add(limit)}
     ) as found join pull_request_facts as f on f.pull_request_id = found.id
       join pull_requests as p on p.id = found.id join repositories as r on r.id = p.repository_id
       left join accounts as a on a.id = p.author_id
     order by found.at desc, p.id`,
    parameters.values,
  );
  return {
    items: rows.map(({ total: _, at: instant, ...row }) => ({
      ...row,
      at: formatInstant(instant),
    })),
    total: rows[0]?.total ?? 0,
  };
}

const flagOf = {
  'approval-stale': 'approval_stale',
  'over-objections': 'merged_with_changes_requested',
} as const;
