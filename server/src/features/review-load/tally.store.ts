import { rangeOfSize, sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { minutesBySize } from '@bellwether/shared/review-load/effort.metric';
import type { Done } from '@bellwether/shared/review-load/load.metric';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { PERSON_KEY } from './people-keys.store.ts';

/** SQL of the minutes that one review of the facts row `f` is taken to cost (C21). */
export const MINUTES = `case ${sizeClasses
  .flatMap((size) => {
    const { upTo } = rangeOfSize(size);
    return upTo === null ? [] : [`when f.size <= ${upTo} then ${minutesBySize[size]}`];
  })
  .join(' ')} else ${minutesBySize.XL} end`;

/** SQL of the review acts in `[from, to)` on the chosen facts rows `f`: `act.reviewer_id`, `act.at`. */
export function reviewActs(
  choice: PullRequestChoice,
  from: Instant,
  to: Instant,
  parameters: Parameters,
): string {
  const [start, end] = [parameters.add(dateOf(from)), parameters.add(dateOf(to))];
  return `pull_request_facts as f
    cross join lateral unnest(f.reviewer_ids, f.reviewed_ats) as act (reviewer_id, at)
    where f.last_reviewed_at >= ${start}::timestamptz and f.created_at < ${end}::timestamptz
      and act.at >= ${start}::timestamptz and act.at < ${end}::timestamptz
      and f.exclusion is null and ${choosePullRequests(choice, parameters)}`;
}

export type DoneInBucket = Done & { bucket: number };
/** `pullRequests`: distinct ones in each bucket, whoever reviewed them. */
export type Tally = { done: DoneInBucket[]; pullRequests: Map<number, number> };

/**
 * Per bucket and person the distinct pull requests reviewed, and their minutes (B12, C21). Bucket i is
 * `[borders[i], borders[i + 1])`; what a rule leaves out (B14) is not counted.
 */
export async function tallyDone(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
): Promise<Tally> {
  const parameters = createParameters();
  const [from, to] = [borders[0] ?? 0, borders.at(-1) ?? 0];
  const dates = `${parameters.add(borders.map(dateOf))}::timestamptz[]`;
  const { rows } = await db.query<{
    bucket: number;
    person: string | null;
    pullRequests: number;
    effortMinutes: number;
  }>(
    `with done as (
       select distinct seen.bucket, seen.id, seen.minutes, ${PERSON_KEY} as person from (
         select distinct width_bucket(act.at, ${dates}) - 1 as bucket, f.pull_request_id as id,
           ${MINUTES} as minutes, act.reviewer_id
         from ${reviewActs(choice, from, to, parameters)}
       ) as seen join accounts as a on a.id = seen.reviewer_id
     )
     select bucket, person, count(*)::int as "pullRequests", sum(minutes)::int as "effortMinutes"
     from done group by bucket, person
     union all
     select bucket, null, count(distinct id)::int, 0 from done group by bucket`,
    parameters.values,
  );
  return {
    done: rows.flatMap(({ person, ...row }) => (person === null ? [] : [{ ...row, person }])),
    pullRequests: new Map(
      rows.flatMap(({ person, bucket, pullRequests }) =>
        person === null ? [[bucket, pullRequests] as const] : [],
      ),
    ),
  };
}

/** Everybody with a review act on the chosen pull requests before `to`, and when the first was (C21). */
export async function findReviewers(
  db: Queryable,
  choice: PullRequestChoice,
  to: Instant,
): Promise<{ person: string; firstAt: Date }[]> {
  const parameters = createParameters();
  const end = parameters.add(dateOf(to));
  const { rows } = await db.query<{ person: string; firstAt: Date }>(
    `select ${PERSON_KEY} as person, min(seen.at) as "firstAt" from (
       select act.reviewer_id, min(act.at) as at
       from pull_request_facts as f
         cross join lateral unnest(f.reviewer_ids, f.reviewed_ats) as act (reviewer_id, at)
       where f.last_reviewed_at is not null and f.created_at < ${end}::timestamptz
         and act.at < ${end}::timestamptz and f.exclusion is null
         and ${choosePullRequests(choice, parameters)}
       group by act.reviewer_id
     ) as seen join accounts as a on a.id = seen.reviewer_id
     group by 1`,
    parameters.values,
  );
  return rows;
}
