import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import { createParameters, type PullRequestChoice } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { actsOf } from './acts.store.ts';
import { PERSON_KEY } from './people-keys.store.ts';
import type { Tally } from './tally.types.ts';

/** What some accounts did. `people`: keys of everybody behind them. */
export type DistinctTally = Tally & { people: Set<string> };

/** Per bucket and person what these accounts did, each pull request once however many of a person's accounts reviewed it. */
export async function tallyDistinct(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
  accountIds: readonly string[],
): Promise<DistinctTally> {
  const parameters = createParameters();
  const dates = `${parameters.add(borders.map(dateOf))}::timestamptz[]`;
  const { rows } = await db.query<
    Omit<Tally['done'][number], 'person'> & { person: string | null }
  >(
    `with done as (
       select distinct width_bucket(act.at, ${dates}) - 1 as bucket, act.pull_request_id as id,
         act.minutes, ${PERSON_KEY} as person
       from ${actsOf(choice, parameters)} join accounts as a on a.id = act.reviewer_id
       where act.at >= (${dates})[1] and act.at < (${dates})[${borders.length}]
         and a.id = any(${parameters.add(accountIds)}::text[])
     )
     select bucket, person, count(*)::int as "pullRequests", sum(minutes)::int as "effortMinutes"
     from done group by bucket, person
     union all
     select bucket, null, count(distinct id)::int, 0 from done group by bucket`,
    parameters.values,
  );
  const done = rows.flatMap(({ person, ...row }) => (person === null ? [] : [{ ...row, person }]));
  return {
    done,
    people: new Set(done.map(({ person }) => person)),
    pullRequests: new Map(
      rows.flatMap(({ person, bucket, pullRequests }) =>
        person === null ? [[bucket, pullRequests] as const] : [],
      ),
    ),
  };
}
