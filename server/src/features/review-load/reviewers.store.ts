import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { actsOf } from './acts.store.ts';
import { PERSON_KEY } from './people-keys.store.ts';

/** Each account with its first act of all: an index is asked for one account after the other, not for all acts. */
const FIRST_OF_ALL = `(
  with recursive first as (
    (select reviewer_id, at from review_acts order by reviewer_id, at limit 1)
    union all
    select next.* from first cross join lateral (
      select act.reviewer_id, act.at from review_acts as act
      where act.reviewer_id > first.reviewer_id order by act.reviewer_id, act.at limit 1
    ) as next
  ) select reviewer_id, at from first) as act`;

/** Everybody with a review act on the chosen pull requests before `to`, and when the first was (C21). */
export async function findReviewers(
  db: Queryable,
  choice: PullRequestChoice,
  to: Instant,
): Promise<{ person: string; firstAt: Instant }[]> {
  const parameters = createParameters();
  const isAll = choosePullRequests(choice, createParameters()) === 'true';
  const acts = isAll ? FIRST_OF_ALL : actsOf(choice, parameters);
  const { rows } = await db.query<{ person: string; firstAt: Instant }>(
    `select ${PERSON_KEY} as person, extract(epoch from min(seen.at))::float8 as "firstAt" from (
       select act.reviewer_id, min(act.at) as at from ${acts}
       where act.at < ${parameters.add(dateOf(to))}::timestamptz group by act.reviewer_id
     ) as seen join accounts as a on a.id = seen.reviewer_id
     group by 1`,
    parameters.values,
  );
  return rows;
}
