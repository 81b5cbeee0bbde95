import { isDeepStrictEqual } from 'node:util';
import type { Database } from '@bellwether/server/db/open-database';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '@bellwether/server/db/pull-request-facts-columns';
import {
  type DurationQuestion,
  summariseDurations,
} from '@bellwether/shared/cycle-time/cycle-time.metric';
import { bucketsOf } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import {
  askList,
  askOverview,
  askReviewLoad,
  BARE,
  lastDays,
  type Period,
} from './scale-questions.ts';
import { worldEnd } from './scale-world.ts';

/**
 * A fast wrong answer is worth nothing: the overview against the pure function and the bare SQL, fresh and kept; the load
 * against the rows of the reviews; the list against the rows themselves.
 */
export async function proveAnswers(db: Database): Promise<void> {
  await provePure(db, lastDays(90));
  await proveBare(db, lastDays(364));
  await proveLoad(db, lastDays(90));
  await proveList(db, lastDays(7, '2026-02-23'));
}

function hold(what: string, answer: unknown, truth: unknown): void {
  if (!isDeepStrictEqual(answer, truth)) {
    const show = (value: unknown) => JSON.stringify(value).slice(0, 600);
    throw new Error(`${what} differ:\n${show(answer)}\n${show(truth)}`);
  }
}

const instants = ({ from, to }: Period) => [
  new Date(`${from}T00:00:00Z`),
  new Date(`${to}T00:00:00Z`),
];

async function provePure(db: Database, period: Period): Promise<void> {
  const [from, to] = instants(period).map(instantOf);
  const buckets = bucketsOf(from ?? 0, to ?? 0, 'week', 'UTC');
  // Whatever ended before the period has no part in it.
  const { rows } = await db.pool.query<FactsRow>(
    `select ${FACTS_COLUMNS} from pull_request_facts as f where f.closed_at is null or f.closed_at >= $1`,
    [`${period.from}T00:00:00Z`],
  );
  const facts = rows.map(toPullRequestFacts);
  const question: DurationQuestion = {
    metric: 'review-cycle',
    clock: 'wall',
    calendar: defaultWorkCalendar,
    now: instantOf(worldEnd),
  };
  const truth = summariseDurations(facts, buckets, question);
  for (const round of ['fresh', 'kept']) {
    const answer = await askOverview(db, period);
    const shown = answer.buckets.map(({ withheld: _, ...bucket }) => bucket);
    hold(`${round} overview and pure function`, shown, truth);
  }
}

async function proveBare(db: Database, period: Period): Promise<void> {
  const { rows } = await db.pool.query<{ n: number; p50: number; p75: number; p90: number }>(
    BARE,
    instants(period),
  );
  const answer = await askOverview(db, period);
  const shown = answer.buckets.map(({ n, p50, p75, p90 }) => [n, p50, p75, p90]);
  hold(
    'year and bare SQL',
    shown,
    rows.map(({ n, p50, p75, p90 }) => [n, p50, p75, p90]),
  );
}

async function proveLoad(db: Database, period: Period): Promise<void> {
  const { rows } = await db.pool.query<{ login: string; n: number }>(
    `select a.login, count(distinct r.pull_request_id)::int as n
     from reviews as r join accounts as a on a.id = r.author_id
     where r.submitted_at >= $1 and r.submitted_at < $2 group by 1`,
    instants(period),
  );
  const { people } = await askReviewLoad(db, period);
  const shown = (people ?? []).flatMap(({ login, pullRequests }) =>
    login === null || pullRequests === 0 ? [] : [[login, pullRequests] as const],
  );
  hold(
    'review load and reviews',
    new Map(shown),
    new Map(rows.map(({ login, n }) => [login, n] as const)),
  );
}

async function proveList(db: Database, period: Period): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from pull_requests where merged_at >= $1 and merged_at < $2 order by merged_at desc, id`,
    instants(period),
  );
  const { items, total } = await askList(db, period);
  hold(
    'list and rows',
    [items.map(({ id }) => id), total],
    [rows.slice(0, items.length).map(({ id }) => id), rows.length],
  );
}
