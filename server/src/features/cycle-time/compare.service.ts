import { waitedSeconds } from '@bellwether/shared/cycle-time/censored.metric';
import { mostCompared } from '@bellwether/shared/cycle-time/compare.terms';
import type {
  CompareInput,
  Comparison,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import {
  clearChange,
  type DurationFigures,
  describeDurations,
} from '@bellwether/shared/cycle-time/duration-figures.metric';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { calendarOfPickup } from '@bellwether/shared/pull-requests/pickup-hours';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import type { Database } from '../../db/open-database.ts';
import {
  type CompareQuery,
  type EndedByValue,
  findBehindValues,
  loadEndedByValue,
  loadRunningByValue,
} from './compare.store.ts';
import { fewestPeople, withholdNested } from './few-people.metric.ts';
import { mayHidePeople } from './hidden-people.store.ts';
import { readPeriod } from './period.rules.ts';
import { loadDefinitions } from './rules-in-force.store.ts';
import { showFigures } from './shown-figures.rules.ts';

/**
 * The metric by each value of a dimension, in the period and in the one before.
 * @throws AppError `invalid_input` when the period has too many buckets, `forbidden` for an author whom the caller may not see
 */
export async function readComparison(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  input: CompareInput,
  sight: Sight,
  zone = 'UTC',
): Promise<Comparison> {
  const choice = await chooseForTotals(db.pool, sight, input.filter);
  const period = readPeriod(input.filter, input.bucket, zone);
  const now = instantOf(clock());
  // Bucket 0 is the whole period before.
  const borders = [period.previousFrom, ...period.buckets.map((bucket) => bucket.from), period.to];
  const query: CompareQuery = { ...input, choice, borders };
  const [ended, waits, hidden] = await Promise.all([
    loadEndedByValue(db.pool, query),
    loadWaits(db, query, period.from, Math.min(period.to, now)),
    mayHidePeople(sight, choice) ? findBehindValues(db.pool, query, sight) : [],
  ]);
  const withheld = withholdValues(ended, hidden, period.buckets.length);
  const values = ended.map((value, index) => {
    const before = describeDurations(
      secondsIn(value, (bucket) => bucket === 0),
      waits.before.get(value.key),
    );
    const current = describeDurations(
      secondsIn(value, (bucket) => bucket > 0),
      waits.now.get(value.key),
    );
    return describeValue(
      value,
      { before, now: current },
      {
        ...{ before: withheld.before[index] ?? true, now: withheld.now[index] ?? true },
        hasNoMedian: (bucket) => withheld.isFew(value.key, bucket),
        buckets: period.buckets.length,
      },
    );
  });
  const inPeriod = values.filter(({ now: figures }) => figures.n !== 0);
  inPeriod.sort((a, b) => (b.now.n ?? 0) - (a.now.n ?? 0) || (a.key < b.key ? -1 : 1));
  return {
    ...{ metric: input.metric, clock: input.clock, by: input.by },
    values: inPeriod.slice(0, mostCompared),
    total: inPeriod.length,
    buckets: period.buckets.map(({ start }) => formatInstant(dateOf(start))),
  };
}

function secondsIn(
  { buckets, seconds }: EndedByValue,
  isIn: (bucket: number) => boolean,
): number[] {
  const found: number[] = [];
  for (const [index, bucket] of buckets.entries()) {
    if (isIn(bucket)) {
      found.push(seconds[index] ?? 0);
    }
  }
  return found;
}

function describeValue(
  value: EndedByValue,
  { before, now }: { before: DurationFigures; now: DurationFigures },
  withheld: {
    before: boolean;
    now: boolean;
    hasNoMedian: (bucket: number) => boolean;
    buckets: number;
  },
): Comparison['values'][number] {
  return {
    key: value.key,
    now: showFigures(now, withheld.now),
    before: showFigures(before, withheld.before),
    change: withheld.now || withheld.before ? null : clearChange(now, before),
    medians: Array.from({ length: withheld.buckets }, (_, index) =>
      withheld.now || withheld.hasNoMedian(index + 1)
        ? null
        : describeDurations(secondsIn(value, (bucket) => bucket === index + 1)).p50,
    ),
  };
}

type Waits = ReadonlyMap<string, number[]>;

/** How long those had waited that were under way when each period ended; of pickup and first response alone (B4.5). */
async function loadWaits(
  db: Database,
  query: CompareQuery,
  from: Instant,
  until: Instant,
): Promise<{ before: Waits; now: Waits }> {
  if (query.metric !== 'pickup' && query.metric !== 'first-response') {
    return { before: new Map(), now: new Map() };
  }
  const { rules } = await loadDefinitions(db);
  const [before, now] = await Promise.all([
    loadWaitsAt(db, query, from, rules),
    loadWaitsAt(db, query, until, rules),
  ]);
  return { before, now };
}

async function loadWaitsAt(
  db: Database,
  query: CompareQuery,
  at: Instant,
  rules: FactRules,
): Promise<Waits> {
  const waits = new Map<string, number[]>();
  for (const running of await loadRunningByValue(db.pool, query, at)) {
    const calendar = calendarOfPickup(rules, running.authorId, running.askedIds);
    const waited = waitedSeconds(running, running.startAt, at, query.clock, calendar);
    const own = waits.get(running.key);
    if (own === undefined) {
      waits.set(running.key, [waited]);
    } else {
      own.push(waited);
    }
  }
  return waits;
}

/** Which values are withheld in each period, and which of their buckets are about too few hidden people. */
function withholdValues(
  values: readonly EndedByValue[],
  hidden: readonly { key: string; bucket: number; person: string }[],
  length: number,
) {
  const people = new Map<string, Set<string>[]>();
  for (const { key, bucket, person } of hidden) {
    const cells = people.get(key) ?? Array.from({ length: length + 1 }, () => new Set<string>());
    people.set(key, cells);
    cells[bucket]?.add(person);
  }
  const none: Set<string>[] = [];
  const behind = values.map(({ key }) => people.get(key) ?? none);
  return {
    before: withholdNested(behind.map(([first]) => first ?? new Set())),
    now: withholdNested(behind.map(([, ...cells]) => new Set(cells.flatMap((cell) => [...cell])))),
    isFew: (key: string, bucket: number) => {
      const size = people.get(key)?.[bucket]?.size ?? 0;
      return size > 0 && size < fewestPeople;
    },
  };
}
