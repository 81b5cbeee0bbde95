import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  createParameters,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { actsOf } from './acts.store.ts';
import { PERSON_KEY } from './people-keys.store.ts';

/** Review acts of one account in one quarter of an hour. */
export type ActsOfQuarter = { accountId: string; at: Instant; count: number };

const QUARTER = 900;

/** When the review acts in `[from, to)` were made, by account and quarter of an hour, which every zone keeps whole. */
export async function loadActTimes(
  db: Queryable,
  choice: PullRequestChoice,
  from: Instant,
  to: Instant,
): Promise<ActsOfQuarter[]> {
  const parameters = createParameters();
  const { rows } = await db.query<ActsOfQuarter>(
    `select act.reviewer_id as "accountId",
       (floor(extract(epoch from act.at) / ${QUARTER}) * ${QUARTER})::float8 as at, count(*)::int as count
     from ${actsIn(choice, from, to, parameters)}
     group by 1, 2`,
    parameters.values,
  );
  return rows;
}

/** `author` null: a machine, or a deleted account. */
export type Flow = { author: string | null; reviewer: string; pullRequests: number };

/** Distinct pull requests of each author that each reviewer reviewed in `[from, to)`. */
export async function loadFlows(
  db: Queryable,
  choice: PullRequestChoice,
  from: Instant,
  to: Instant,
): Promise<Flow[]> {
  const parameters = createParameters();
  const { rows } = await db.query<Flow>(
    `select case when seen.author_class = 'human' then coalesce(w.person_id::text, w.id) end as author,
       ${PERSON_KEY} as reviewer, count(distinct seen.id)::int as "pullRequests"
     from (select distinct act.pull_request_id as id, act.author_id, act.author_class, act.reviewer_id
       from ${actsIn(choice, from, to, parameters)}) as seen
       join accounts as a on a.id = seen.reviewer_id left join accounts as w on w.id = seen.author_id
     group by 1, 2 order by 1, 2`,
    parameters.values,
  );
  return rows;
}

function actsIn(
  choice: PullRequestChoice,
  from: Instant,
  to: Instant,
  parameters: Parameters,
): string {
  return `${actsOf(choice, parameters)} where act.at >= ${parameters.add(dateOf(from))}::timestamptz
    and act.at < ${parameters.add(dateOf(to))}::timestamptz`;
}
