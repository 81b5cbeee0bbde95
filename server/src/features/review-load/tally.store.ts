import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import { createParameters, type PullRequestChoice } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { actsOf } from './acts.store.ts';
import { loadKeys } from './people-keys.store.ts';
import type { DoneInBucket, PeriodTally, Tally } from './tally.types.ts';
import { type DistinctTally, tallyDistinct } from './tally-distinct.store.ts';

/**
 * Of one bucket: lists with a place for each account, and sums of pull requests whoever reviewed them. Two counts lie in
 * one number (`HIGH`), which is summed in half the time.
 */
type Row = {
  bucket: number;
  reviewers: string[];
  /** Pull requests high, their minutes low. */
  told: number[];
  /** The same of what was not reviewed before in the whole period. */
  wholeTold: number[];
  /** Pull requests that nobody had reviewed before, in the whole period high, in the bucket low. */
  pullRequests: string;
};

/** More than one person's minutes in a bucket, and than its pull requests: thirty years of nothing else. */
const HIGH = 2 ** 24;
const highOf = (packed: number) => Math.floor(packed / HIGH);
const lowOf = (packed: number) => packed % HIGH;

/**
 * Per bucket and person the distinct pull requests reviewed, and their minutes (B12, C21). Bucket i is
 * `[borders[i], borders[i + 1])`; what a rule leaves out (B14) is not counted.
 */
export async function tallyDone(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
): Promise<Tally> {
  const keysOf = (accounts: readonly string[]) => loadKeys(db, accounts);
  return (await tallyPeriod(db, choice, borders, keysOf)).parts;
}

/** The keys of the people behind accounts; an account that is gone has none. */
type KeysOf = (accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * The same, and of all buckets together. Each act knows the one before it by the same account on the same pull request:
 * where that lies before the bucket, the act is the first in it, so that nothing has to be made distinct. Accounts are put
 * together to people afterwards; only where two of them are one person their pull requests are compared.
 */
export async function tallyPeriod(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
  keysOf: KeysOf,
): Promise<PeriodTally> {
  const rows = await loadFirstActs(db, choice, borders);
  const accounts = everyReviewer(rows);
  const keys = await keysOf(accounts);
  const tally = gather(rows, keys);
  const isComplete = keys.size === accounts.length;
  const apart = isComplete ? withSharedKey(keys) : [...keys.keys()];
  if (isComplete && apart.length === 0) {
    return tally;
  }
  const ends = [borders[0] ?? 0, borders.at(-1) ?? 0];
  const parts = await tallyDistinct(db, choice, borders, apart);
  const whole = await tallyDistinct(db, choice, ends, apart);
  return {
    parts: replace(tally.parts, parts, isComplete),
    whole: replace(tally.whole, whole, isComplete),
  };
}

async function loadFirstActs(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
): Promise<Row[]> {
  const parameters = createParameters();
  const opens = parameters.add(borders.slice(0, -1).map(dateOf));
  const closes = parameters.add(borders.slice(1).map(dateOf));
  const start = `${parameters.add(dateOf(borders[0] ?? 0))}::timestamptz`;
  const isFirst = (before: string, since: string) => `(${before} is null or ${before} < ${since})`;
  const { rows } = await db.query<Row>(
    `select b.place::int - 1 as bucket, told.*
     from unnest(${opens}::timestamptz[], ${closes}::timestamptz[]) with ordinality as b (opens_at, closes_at, place)
     cross join lateral (
       select array_to_json(array_agg(reviewer_id)) as reviewers, array_to_json(array_agg(told)) as told,
         array_to_json(array_agg(whole)) as "wholeTold", sum(changes)::text as "pullRequests"
       from (
         select act.reviewer_id, sum(${HIGH} + act.minutes) as told,
           sum(case when ${isFirst('act.previous_at', start)} then ${HIGH} + act.minutes else 0 end) as whole,
           sum(case when ${isFirst('act.previous_of_anybody_at', start)} then ${HIGH + 1}
             when act.previous_of_anybody_at < b.opens_at then 1 else 0 end) as changes
         from ${actsOf(choice, parameters)}
         where act.at >= b.opens_at and act.at < b.closes_at and ${isFirst('act.previous_at', 'b.opens_at')}
         group by act.reviewer_id
       ) as one
     ) as told where told.reviewers is not null`,
    parameters.values,
  );
  return rows;
}

function everyReviewer(rows: readonly Row[]): string[] {
  const accounts = new Set<string>();
  for (const { reviewers } of rows) {
    for (const account of reviewers) {
      accounts.add(account);
    }
  }
  return [...accounts];
}

function gather(rows: readonly Row[], keys: ReadonlyMap<string, string>): PeriodTally {
  const parts: Tally = { done: [], pullRequests: new Map() };
  const whole = new Map<string, DoneInBucket>();
  let inWhole = 0;
  for (const { bucket, reviewers, told, wholeTold, pullRequests: packed } of rows) {
    parts.pullRequests.set(bucket, lowOf(Number(packed)));
    inWhole += highOf(Number(packed));
    for (let at = 0; at < reviewers.length; at += 1) {
      const person = keys.get(reviewers[at] ?? '');
      if (person !== undefined) {
        parts.done.push(unpack(bucket, person, told[at] ?? 0));
        addTo(whole, person, wholeTold[at] ?? 0);
      }
    }
  }
  return {
    parts,
    whole: {
      done: [...whole.values()],
      pullRequests: new Map(rows.length === 0 ? [] : [[0, inWhole]]),
    },
  };
}

function unpack(bucket: number, person: string, packed: number): DoneInBucket {
  return { bucket, person, pullRequests: highOf(packed), effortMinutes: lowOf(packed) };
}

function addTo(whole: Map<string, DoneInBucket>, person: string, packed: number): void {
  const sum = whole.get(person);
  if (sum === undefined) {
    whole.set(person, unpack(0, person, packed));
  } else {
    sum.pullRequests += highOf(packed);
    sum.effortMinutes += lowOf(packed);
  }
}

/** The accounts of people who have several of these. */
function withSharedKey(keys: ReadonlyMap<string, string>): string[] {
  const counts = new Map<string, number>();
  for (const key of keys.values()) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...keys].flatMap(([account, key]) => ((counts.get(key) ?? 0) > 1 ? [account] : []));
}

/** `isComplete`: all accounts are known, so that the pull requests of a bucket stand as they are. */
function replace(tally: Tally, apart: DistinctTally, isComplete: boolean): Tally {
  return {
    done: [...tally.done.filter(({ person }) => !apart.people.has(person)), ...apart.done],
    pullRequests: isComplete ? tally.pullRequests : apart.pullRequests,
  };
}
