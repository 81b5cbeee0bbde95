import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.schema';
import {
  type AuthorClass,
  authorClasses,
} from '@bellwether/shared/pull-requests/author-class.rules';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { stageExpressions } from './stage-expressions.store.ts';

export type DurationQuery = {
  metric: CycleTimeMetric;
  clock: Clock;
  choice: PullRequestChoice;
  /** Ascending; bucket i is `[borders[i], borders[i + 1])`. */
  borders: readonly Instant[];
};

/** What one bucket's humans come to (C20), in seconds. A bucket in which nothing ended is absent. */
export type DurationTally = {
  /** Place of the bucket, from 0. */
  bucket: number;
  n: number;
  sum: number;
  /** p50, p75, p90 (type 7); null when n is 0. */
  percentiles: [number, number, number] | null;
  /** The values around the median in ascending order, wide enough for its 80 % interval. */
  middle: number[];
  /** Place of `middle[0]` among all values, from 0. */
  middleFrom: number;
  excluded: Partial<Record<AuthorClass, number>>;
};

const others = authorClasses.filter((authorClass) => authorClass !== 'human');

/** The interval's ends lie about 0.64·√n places from the middle (C20): this many are more than enough. */
const REACH = '(3 + ceil(0.75 * sqrt(n)))::int';

type TallyRow = Omit<DurationTally, 'excluded'> & Record<string, unknown>;

/** One scan and one sort for all buckets. Percentiles are `percentile_cont`: linear interpolation (B0.2). */
export async function tallyDurations(
  db: Queryable,
  query: DurationQuery,
): Promise<DurationTally[]> {
  const { text, values } = durationTallySql(query);
  const { rows } = await db.query<TallyRow>(text, values);
  return rows.map((row) => {
    const { bucket, n, sum, percentiles, middle, middleFrom } = row;
    const excluded: Partial<Record<AuthorClass, number>> = {};
    for (const authorClass of others) {
      const count = Number(row[authorClass] ?? 0);
      if (count > 0) {
        excluded[authorClass] = count;
      }
    }
    return { bucket, n, sum, percentiles, middle: middle ?? [], middleFrom, excluded };
  });
}

/** The statement of `tallyDurations`, for those who want to time or explain it. */
export function durationTallySql(query: DurationQuery): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const ended = endedInBuckets(query, parameters);
  const counts = others.map(
    (authorClass) => `count(*) filter (where author_class = '${authorClass}') as "${authorClass}"`,
  );
  const text = `
    select bucket, n, sum, percentiles, ${others.map((name) => `"${name}"`).join(', ')},
      sorted[greatest(1, n / 2 - ${REACH}) : least(n, n / 2 + ${REACH})] as middle,
      greatest(1, n / 2 - ${REACH}) - 1 as "middleFrom"
    from (
      select bucket, count(seconds)::int as n, coalesce(sum(seconds), 0)::float8 as sum,
        percentile_cont(array[0.5, 0.75, 0.9]) within group (order by seconds) as percentiles,
        array_agg(seconds order by seconds) as sorted,
        ${counts.join(',\n        ')}
      from (${ended}) as ended
      group by bucket
    ) as tallies`;
  return { text, values: parameters.values };
}

/** All finished durations of humans in the buckets named: for what SQL cannot say (Kaplan–Meier). */
export async function loadDurations(
  db: Queryable,
  query: DurationQuery,
  buckets: readonly number[],
): Promise<Map<number, number[]>> {
  const parameters = createParameters();
  const ended = endedInBuckets(query, parameters);
  const wanted = parameters.add([...buckets]);
  const { rows } = await db.query<{ bucket: number; seconds: number[] }>(
    `select bucket, array_agg(seconds) as seconds from (${ended}) as ended
     where bucket = any(${wanted}::int[]) and seconds is not null group by bucket`,
    parameters.values,
  );
  return new Map(rows.map(({ bucket, seconds }) => [bucket, seconds]));
}

/** One row per stage that ended in a bucket; `seconds` is null for whoever is not counted (B1). */
function endedInBuckets(
  { metric, clock, choice, borders }: DurationQuery,
  parameters: ReturnType<typeof createParameters>,
): string {
  const stage = stageExpressions(metric, clock);
  const dates = borders.map(dateOf);
  const from = `${parameters.add(dates[0])}::timestamptz`;
  const to = `${parameters.add(dates.at(-1))}::timestamptz`;
  const narrow = stage.notAfterFinish === null ? '' : ` and ${stage.notAfterFinish} < ${to}`;
  return `
    select width_bucket(${stage.finishAt}, ${parameters.add(dates)}::timestamptz[]) - 1 as bucket,
      f.author_class, case when f.author_class = 'human' then ${stage.seconds} end as seconds
    from pull_request_facts as f
    where ${stage.finishAt} >= ${from} and ${stage.finishAt} < ${to}${narrow}
      and ${stage.seconds} is not null
      and ${choosePullRequests(choice, parameters)}`;
}
