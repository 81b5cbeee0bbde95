import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { bucketRows, isInBucket } from './bucket-rows.store.ts';
import { stageExpressions } from './stage-expressions.store.ts';

export type DurationQuery = {
  metric: CycleTimeMetric;
  clock: Clock;
  choice: PullRequestChoice;
  /** Ascending; bucket i is `[borders[i], borders[i + 1])`. */
  borders: readonly Instant[];
};

/** The stages that ended in the buckets, in no order. */
export type EndedStages = {
  /** The rule, else the class of authors, that they are left out by; null: they are counted. */
  leftOutAs: string | null;
  /** The place of each one's bucket, from 0. */
  buckets: Int32Array;
  /** Each one's length; empty for all that are not counted (B1, B14). */
  seconds: Int32Array;
};

type Row = {
  /** From 1. */
  place: number;
  leftOutAs: string | null;
  /** Of counted stages their lengths, with commas between; of others how many they are. */
  told: string;
};

/**
 * The database sifts without a sort, and hands over the bare numbers bucket by bucket, from an index that holds all that is
 * asked for. The order statistics are then the pure functions', which takes less time than as many `percentile_cont` and
 * cannot differ from them.
 */
export async function loadEndedStages(
  db: Queryable,
  { metric, clock, choice, borders }: DurationQuery,
): Promise<EndedStages[]> {
  const stage = stageExpressions(metric, clock);
  const parameters = createParameters();
  const buckets = bucketRows(borders, parameters);
  const chosen = `${isInBucket(stage.finishAt)} and ${stage.seconds} is not null
    and ${choosePullRequests(choice, parameters)}`;
  const { rows } = await db.query<Row>(
    `select b.place::int, null as "leftOutAs", ended.told from ${buckets} cross join lateral (
       select array_to_string(array_agg(${stage.seconds}), ',') as told
       from pull_request_facts as f where ${isCountedIn(choice)} and ${chosen}
     ) as ended where ended.told is not null
     union all
     select b.place::int, ended.name, ended.told from ${buckets} cross join lateral (
       select coalesce(f.exclusion, f.author_class) as name, count(*)::text as told
       from pull_request_facts as f where not (${isCountedIn(choice)}) and ${chosen} group by 1
     ) as ended`,
    parameters.values,
  );
  const names = [...new Set(rows.map(({ leftOutAs }) => leftOutAs))];
  return names.map((name) =>
    gather(
      name,
      rows.filter(({ leftOutAs }) => leftOutAs === name),
    ),
  );
}

function gather(leftOutAs: string | null, rows: readonly Row[]): EndedStages {
  const isCounted = leftOutAs === null;
  const found = rows.map(({ place, told }) => {
    const seconds = isCounted ? readNumbers(told) : null;
    return { place, seconds, count: seconds?.length ?? Number(told) };
  });
  const total = found.reduce((sum, { count }) => sum + count, 0);
  const buckets = new Int32Array(total);
  const seconds = new Int32Array(isCounted ? total : 0);
  let start = 0;
  for (const one of found) {
    buckets.fill(one.place - 1, start, start + one.count);
    if (one.seconds !== null) {
      seconds.set(one.seconds, start);
    }
    start += one.count;
  }
  return { leftOutAs, buckets, seconds };
}

const COMMA = 44;
const MINUS = 45;
const ZERO = 48;

/** `1,2,3` as numbers; there are many, so no text is made of each. */
function readNumbers(text: string): Int32Array {
  const numbers = new Int32Array(Math.ceil(text.length / 2));
  let count = 0;
  let value = 0;
  let sign = 1;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? COMMA : text.charCodeAt(at);
    if (code === COMMA) {
      numbers[count] = sign * value;
      count += 1;
      value = 0;
      sign = 1;
    } else if (code === MINUS) {
      sign = -1;
    } else {
      value = value * 10 + code - ZERO;
    }
  }
  return numbers.subarray(0, count);
}
