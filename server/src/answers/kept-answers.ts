import { deserialize, serialize } from 'node:v8';
import type { Instant } from '@bellwether/shared/time/instant';
import type { Database } from '../db/open-database.ts';
import { AnswerShelf, type Stored } from './answer-shelf.ts';
import { loadDataVersion } from './load-data-version.ts';

export type KeepOptions<T> = {
  /** The answer also tells how far reading from GitHub is (states, errors, watermarks). */
  withReadings?: boolean;
  /** For an answer that is another one by time alone. */
  time?: {
    now: Instant;
    /** From when on it has to be worked out anew. Null: time does not change it. */
    goodUntil(answer: T): Instant | null;
  };
};

/** What all answers of one server may take together. */
const MOST_BYTES = 64 * 1024 * 1024;

// By the pool, so that a server and each test has its own, and nothing needs to be handed around.
const shelves = new WeakMap<object, AnswerShelf>();

/**
 * `compute`'s answer, or the one that was worked out for the same `name` and `key` before, when nothing that it stands on has
 * changed since: no stored fact, no person, team, calendar, setting or repository, whichever server changed it. One small
 * query tells. The key must hold all else that the answer depends on: what is asked (the parsed input), who asks (the `Sight`
 * or `RowScope`), the zone; and `now` where the answer reads the clock, unless `options.time` says how long it is good.
 * Callers who ask the same at the same time share one computation. Every caller gets a copy of their own; the answer must
 * be plain data (dates, maps and typed arrays too). What `compute` throws is thrown, and not kept.
 *
 * In a service: `return keptAnswer(app, 'review-load.overview', { input, sight, zone }, () => compute(app, input, sight, zone))`
 */
export async function keptAnswer<T>(
  { db }: { db: Pick<Database, 'pool'> },
  name: string,
  key: unknown,
  compute: () => Promise<T>,
  { withReadings = false, time }: KeepOptions<T> = {},
): Promise<T> {
  const shelf = shelfOf(db);
  // Before the data is read: the answer then is of this version or of a newer one, never of an older one.
  const { data, readings } = await loadDataVersion(db.pool);
  const version = withReadings ? data + readings : data;
  const question = `${name} ${JSON.stringify(key)}`;
  const now = time?.now ?? 0;
  const kept = shelf.find(question, version, now);
  if (kept !== null) {
    return deserialize(kept.bytes) as T;
  }
  const work = async (): Promise<Stored> => {
    const answer = await compute();
    return { version, from: now, until: time?.goodUntil(answer) ?? null, bytes: serialize(answer) };
  };
  return deserialize((await shelf.fill(question, version, now, work)).bytes) as T;
}

/** What was kept and how it served, for the server's figures. */
export function describeKeptAnswers(db: Pick<Database, 'pool'>) {
  return shelfOf(db).describe();
}

/** As after a start of the server. */
export function forgetAnswers({ pool }: Pick<Database, 'pool'>): void {
  shelves.delete(pool);
}

function shelfOf({ pool }: Pick<Database, 'pool'>): AnswerShelf {
  const known = shelves.get(pool);
  if (known !== undefined) {
    return known;
  }
  const made = new AnswerShelf(MOST_BYTES);
  shelves.set(pool, made);
  return made;
}
