import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import type { Database } from '@bellwether/server/db/open-database';
import { withholdFew } from '@bellwether/server/features/cycle-time/few-people.metric';
import { readOverview } from '@bellwether/server/features/cycle-time/overview.service';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { cycleTimeInputSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

// More than are looked at first, in each week.
const COUNT = 3_000;
const FROM = '2026-01-05';
const TO = '2026-02-02';
const WEEKS = 4;

let db: Database;
let accounts: string[];

beforeAll(async () => {
  db = await openTestDatabase();
  await buildFactsBulk(db.pool, {
    ...{ count: COUNT, seed: 3, repositories: 2, authors: 12 },
    ...{ from: new Date('2025-12-01T00:00:00Z'), to: new Date('2026-02-02T00:00:00Z') },
  });
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from accounts where type = 'User' order by id`,
  );
  accounts = rows.map(({ id }) => id);
});

afterAll(() => db.close());

beforeEach(() =>
  db.pool.query(
    `update pull_request_facts set author_class = 'human', exclusion = null,
       author_id = ($1::text[])[1 + number % 12]`,
    [accounts],
  ),
);

/** The week's pull requests by the merge, the last `rest` of them by the second group of people. */
async function give(week: number, most: readonly string[], rest: readonly string[] = []) {
  await db.pool.query(
    `with own as (
       select pull_request_id as id, row_number() over (order by merged_at desc, pull_request_id) as place
       from pull_request_facts
       where merged_at >= $1::date + $2 * 7 and merged_at < $1::date + ($2 + 1) * 7
     )
     update pull_request_facts as f set author_id = case when own.place <= cardinality($4::text[])
       then ($4::text[])[own.place] else ($3::text[])[1 + own.place % cardinality($3::text[])] end
     from own where own.id = f.pull_request_id`,
    [FROM, week, most, rest],
  );
}

async function readAsManager() {
  const input = cycleTimeInputSchema.parse({
    ...{ filter: { from: FROM, to: TO }, metric: 'review-cycle', bucket: 'week' },
  });
  const app = { db, clock: () => new Date('2026-03-01T00:00:00Z'), sample: createSampleTeam() };
  return await readOverview(app, input, { scope: EVERYTHING, oneByOne: null });
}

/** Who stands behind each week, read row by row. */
async function behindEnded(): Promise<Set<string>[]> {
  const { rows } = await db.pool.query<{ week: number; people: string[] }>(
    `select (merged_at::date - $1::date) / 7 as week, array_agg(distinct author_id) as people
     from pull_request_facts
     where merged_at >= $1::date and merged_at < $2::date and review_cycle_seconds is not null group by 1`,
    [FROM, TO],
  );
  return weeks((week) => rows.find((row) => row.week === week)?.people ?? []);
}

/** Whose pull requests were under way when each week closed. */
async function behindRunning(): Promise<Set<string>[]> {
  const { rows } = await db.pool.query<{ week: number; people: string[] }>(
    `select week, array_agg(distinct author_id) as people
     from generate_series(0, $2 - 1) as week join pull_request_facts as f
       on f.ready_at < $1::date + (week + 1) * 7
       and coalesce(f.merged_at, f.closed_at, 'infinity') >= $1::date + (week + 1) * 7
     group by 1`,
    [FROM, WEEKS],
  );
  return weeks((week) => rows.find((row) => row.week === week)?.people ?? []);
}

function weeks(peopleOf: (week: number) => readonly string[]): Set<string>[] {
  return Array.from({ length: WEEKS }, (_, week) => new Set(peopleOf(week)));
}

describe('totals of people who may not be seen one by one', () => {
  it('are told where many stand behind each', async () => {
    const { buckets, summary } = await readAsManager();
    expect(buckets.map(({ withheld }) => withheld)).toEqual([null, null, null, null]);
    expect(buckets.every(({ n }) => (n ?? 0) > 200)).toBe(true);
    expect(summary.withheld).toBeNull();
  });

  it('are withheld where two people wrote all of a week, however much, and where subtracting would tell it', async () => {
    await give(1, accounts.slice(0, 2));
    const { buckets } = await readAsManager();
    const expected = withholdFew(await behindEnded()).cells;
    expect(expected.filter(Boolean)).toHaveLength(2);
    expect(expected[1]).toBe(true);
    expect(buckets.map(({ withheld }) => withheld !== null)).toEqual(expected);
  });

  it('are told where a third wrote only the last pull request of a week', async () => {
    await give(1, accounts.slice(0, 2), accounts.slice(2, 3));
    const { buckets } = await readAsManager();
    expect(buckets.map(({ withheld }) => withheld)).toEqual([null, null, null, null]);
  });

  it('of what is under way follow who wrote what is under way', async () => {
    const some = accounts.slice(0, 2);
    await db.pool.query(
      `update pull_request_facts set author_id = ($2::text[])[1 + number % 2]
       where ready_at < $1::date + 14 and coalesce(merged_at, closed_at, 'infinity') >= $1::date + 14`,
      [FROM, some],
    );
    const { buckets } = await readAsManager();
    const expected = withholdFew(await behindRunning()).cells;
    expect(expected[1]).toBe(true);
    expect(buckets.map(({ censored }) => censored === null)).toEqual(expected);
  });
});
