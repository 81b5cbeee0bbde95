import { buildPullRequest } from '@bellwether/prisma/factories/build-pull-request';
import type { Database } from '@bellwether/server/db/open-database';
import { seededRandom } from '@bellwether/server/github-simulator/faults';
import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

// One row for each review act stands in review_acts, which triggers keep in step with the facts' lists.

const PULL_REQUESTS = 12;
const REVIEWERS = ['U_ada', 'U_ben', 'U_cyd'];
const CLASSES = ['person', 'bot'];
const START = Date.UTC(2026, 2, 2, 9);
/** Few instants, so that acts of one instant are frequent. */
const INSTANTS = 6;
const STEPS = 60;

let db: Database;
let client: PoolClient;
let ids: string[];

beforeAll(async () => {
  db = await openTestDatabase();
  ids = [];
  for (let index = 0; index < PULL_REQUESTS; index += 1) {
    ids.push((await buildPullRequest(db.pool)).id);
  }
  await db.pool.query('create table kept_facts as select * from pull_request_facts');
});
afterAll(() => db.close());

beforeEach(async () => {
  client = await db.pool.connect();
  await client.query('truncate pull_request_facts');
});
afterEach(() => client.release());

type Facts = {
  id: string;
  repository: string;
  author: string | null;
  authorClass: string;
  size: number;
  exclusion: string | null;
  reviewers: (string | null)[];
  ats: (Date | null)[];
};

type Act = {
  id: string;
  place: number;
  repository: string;
  author: string | null;
  authorClass: string;
  size: number;
  minutes: number;
  reviewer: string;
  at: string;
  previousAt: string | null;
  previousOfAnybodyAt: string | null;
};

async function readFacts(): Promise<Facts[]> {
  const { rows } = await client.query<Facts>(
    `select pull_request_id id, repository_id repository, author_id author, author_class "authorClass", size,
       exclusion, reviewer_ids reviewers, reviewed_ats ats
     from pull_request_facts`,
  );
  return rows;
}

async function readActs(): Promise<Act[]> {
  const { rows } = await client.query<
    Record<'at' | 'previousAt' | 'previousOfAnybodyAt', Date | null> &
      Omit<Act, 'at' | 'previousAt' | 'previousOfAnybodyAt'>
  >(
    `select pull_request_id id, place, repository_id repository, author_id author, author_class "authorClass", size,
       minutes, reviewer_id reviewer, at, previous_at "previousAt", previous_of_anybody_at "previousOfAnybodyAt"
     from review_acts`,
  );
  return rows
    .map((row) => ({
      ...row,
      at: row.at?.toISOString() ?? '',
      previousAt: row.previousAt?.toISOString() ?? null,
      previousOfAnybodyAt: row.previousOfAnybodyAt?.toISOString() ?? null,
    }))
    .sort(byPlace);
}

const byPlace = (a: Act, b: Act) => a.id.localeCompare(b.id) || a.place - b.place;

/** What the lists say, place by place; those who are left out hold nothing. */
function actsOf(facts: Facts): Act[] {
  if (facts.exclusion !== null) {
    return [];
  }
  const listed = facts.reviewers.flatMap((reviewer, index) => {
    const at = facts.ats[index] ?? null;
    return reviewer === null || at === null
      ? []
      : [{ reviewer, at: at.getTime(), place: index + 1 }];
  });
  const inOrder = listed.toSorted((a, b) => a.at - b.at || a.place - b.place);
  const told = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  const { id, repository, author, authorClass, size } = facts;
  return inOrder.map(({ reviewer, at, place }, index) => {
    const before = inOrder.slice(0, index);
    return {
      ...{ id, place, repository, author, authorClass, size, reviewer },
      minutes: minutesOf(size),
      at: new Date(at).toISOString(),
      previousAt: told(before.findLast((other) => other.reviewer === reviewer)?.at),
      previousOfAnybodyAt: told(before.at(-1)?.at),
    };
  });
}

function minutesOf(size: number): number {
  const steps = [
    [10, 5],
    [50, 15],
    [200, 30],
    [500, 60],
  ] as const;
  return steps.find(([most]) => size <= most)?.[1] ?? 120;
}

async function expectInStep(after: string): Promise<void> {
  const expected = (await readFacts()).flatMap(actsOf).sort(byPlace);
  expect({ after, acts: await readActs() }).toEqual({ after, acts: expected });
}

/** What a random hand does to facts; each answers with what it did. */
function openHand(random: () => number) {
  const below = (most: number) => Math.floor(random() * most);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = () => ids.filter(() => random() < 0.4);
  const lists = () => {
    const length = below(7);
    return {
      reviewers: Array.from({ length }, () => (random() < 0.1 ? null : one(REVIEWERS))),
      ats: Array.from({ length }, () => new Date(START + below(INSTANTS) * 60_000)),
    };
  };
  const values = () => [
    ...Object.values(lists()),
    one([3, 10, 11, 50, 51, 200, 201, 500, 501]),
    one(CLASSES),
    one([null, null, 'manual']),
    one([null, 'U_author']),
  ];
  const set = `reviewer_ids = $2, reviewed_ats = $3, size = $4, author_class = $5, exclusion = $6, author_id = $7`;

  return {
    /** Several rows in one statement; those that stand already are changed in it. */
    async insert() {
      const chosen = some();
      const given = values();
      await client.query(`update kept_facts set ${set} where pull_request_id = any($1)`, [
        chosen,
        ...given,
      ]);
      await client.query(
        `insert into pull_request_facts select * from kept_facts where pull_request_id = any($1)
         on conflict (pull_request_id) do update set size = excluded.size, exclusion = excluded.exclusion,
           reviewer_ids = excluded.reviewer_ids, reviewed_ats = excluded.reviewed_ats`,
        [chosen],
      );
    },
    async change() {
      const parts = [
        ['reviewer_ids', 'reviewed_ats'],
        ['size'],
        ['author_class'],
        ['exclusion'],
        ['author_id'],
      ];
      const { reviewers, ats } = lists();
      const wanted: Record<string, unknown> = {
        ...{ reviewer_ids: reviewers, reviewed_ats: ats },
        size: one([3, 10, 11, 501]),
        author_class: one(CLASSES),
        exclusion: one([null, 'manual']),
        author_id: one([null, 'U_author']),
      };
      const columns = one(parts);
      const changes = columns.map((column, index) => `${column} = $${index + 2}`).join(', ');
      await client.query(
        `update pull_request_facts set ${changes} where pull_request_id = any($1)`,
        [some(), ...columns.map((column) => wanted[column])],
      );
    },
    async changeEverything() {
      await client.query(`update pull_request_facts set ${set} where pull_request_id = any($1)`, [
        some(),
        ...values(),
      ]);
    },
    async remove() {
      await client.query('delete from pull_request_facts where pull_request_id = any($1)', [
        some(),
      ]);
    },
    async touch() {
      await client.query('update pull_request_facts set comments = comments + 1');
    },
  };
}

describe('review acts', () => {
  it.each([1, 2, 3, 4])(
    'say what the lists of the facts say, whatever is done to those (%i)',
    async (seed) => {
      const random = seededRandom(seed);
      const hand = openHand(random);
      const acts = [
        'insert',
        'insert',
        'change',
        'change',
        'changeEverything',
        'remove',
        'touch',
      ] as const;
      let most = 0;
      for (let step = 0; step < STEPS; step += 1) {
        const act = acts[Math.floor(random() * acts.length)] ?? 'insert';
        await hand[act]();
        await expectInStep(`${seed}, ${step}: ${act}`);
        most = Math.max(most, (await readActs()).length);
      }
      expect(most).toBeGreaterThan(10);
    },
  );

  it('are gone with a pull request, with a rollback as they were, and all with a truncate', async () => {
    const hand = openHand(seededRandom(5));
    await hand.insert();
    await client.query(`update pull_request_facts set exclusion = null`);
    const before = await readActs();
    expect(before.length).toBeGreaterThan(0);
    await client.query('begin');
    await hand.changeEverything();
    await hand.remove();
    await client.query('rollback');
    expect(await readActs()).toEqual(before);
    await client.query('begin');
    await client.query('delete from pull_requests where id = $1', [before[0]?.id]);
    await expectInStep('a pull request is gone');
    expect(await readActs()).not.toEqual(before);
    await client.query('rollback');
    await client.query('truncate pull_request_facts');
    expect(await readActs()).toEqual([]);
  });
});
