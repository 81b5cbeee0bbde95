import type { Sight } from '@bellwether/server/access/sight';
import { keep } from '@bellwether/server/answers/keep';
import type { Database } from '@bellwether/server/db/open-database';
import { readKeptOverview } from '@bellwether/server/features/cycle-time/kept-overview.service';
import { listPullRequests } from '@bellwether/server/features/pull-requests/pull-requests.service';
import { readReviewLoad } from '@bellwether/server/features/review-load/overview.service';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { cycleTimeInputSchema } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { pullRequestListInputSchema } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { reviewLoadInputSchema } from '@bellwether/shared/review-load/review-load.schema';
import { addDays } from '@bellwether/shared/time/calendar-day';
import { SEES_ALL } from '../support/sight.ts';
import { worldEnd } from './scale-world.ts';

const sample = createSampleTeam();
const SEES_TOTALS: Sight = { scope: EVERYTHING, oneByOne: null };

export type Period = { from: string; to: string };

/** So many days up to the end of the story. */
export function lastDays(days: number, end = worldEnd.toISOString().slice(0, 10)): Period {
  return { from: addDays(end, -days), to: end };
}

/** What a page asks for, through the service that its procedure calls. */
export type ScaleQuestion = {
  name: string;
  /** The window of the bare query that it is held against. */
  period: Period;
  ask(db: Database): Promise<unknown>;
  /** Whether answers are kept: then asking again is measured too. */
  isKept: boolean;
};

const appOf = (db: Database) => ({ db, clock: () => worldEnd, sample });

export function askOverview(
  db: Database,
  period: Period,
  { sight = SEES_ALL, ...rest }: { sight?: Sight; metric?: string; teams?: string[] } = {},
) {
  const { metric = 'review-cycle', teams } = rest;
  const input = cycleTimeInputSchema.parse({
    filter: { ...period, teams },
    metric,
    bucket: 'week',
  });
  return readKeptOverview(appOf(db), input, sight);
}

export function askReviewLoad(db: Database, filter: Period) {
  const ask = keep('review-load.overview', readReviewLoad);
  return ask(appOf(db), reviewLoadInputSchema.parse({ filter }), SEES_ALL);
}

export function askList(db: Database, filter: Period) {
  return listPullRequests({ db }, pullRequestListInputSchema.parse({ filter }), EVERYTHING);
}

export const scaleQuestions: readonly ScaleQuestion[] = [
  {
    name: 'overview of 90 days',
    period: lastDays(90),
    ask: (db) => askOverview(db, lastDays(90)),
    isKept: true,
  },
  {
    name: 'overview of a year by week',
    period: lastDays(364),
    ask: (db) => askOverview(db, lastDays(364)),
    isKept: true,
  },
  {
    name: 'review load of 90 days',
    period: lastDays(90),
    ask: (db) => askReviewLoad(db, lastDays(90)),
    isKept: true,
  },
  {
    name: 'list behind one week, first page',
    period: lastDays(7, '2026-02-23'),
    ask: (db) => askList(db, lastDays(7, '2026-02-23')),
    isKept: false,
  },
  {
    name: 'overview of 90 days for who sees no single person',
    period: lastDays(90),
    ask: (db) => askOverview(db, lastDays(90), { sight: SEES_TOTALS }),
    isKept: true,
  },
];

/** What fifty people look at: periods, metrics and a team, each in their own order. */
export function askAsViewer(db: Database, viewer: number, turn: number): Promise<unknown> {
  const kind = (viewer * 7 + turn * 3) % 10;
  const days = [30, 90, 180, 364][(viewer + turn) % 4] ?? 90;
  const metric = ['review-cycle', 'pickup', 'time-to-merge', 'review'][viewer % 4];
  if (kind < 6) {
    return askOverview(db, lastDays(days), metric === undefined ? {} : { metric });
  }
  if (kind < 8) {
    return askOverview(db, lastDays(90), { teams: ['one'] });
  }
  return kind === 8 ? askReviewLoad(db, lastDays(90)) : askList(db, lastDays(7, '2026-02-23'));
}

/** What anybody would write first: the same percentiles of the same pull requests, and nothing else. */
export const BARE = `
  select date_trunc('week', merged_at at time zone 'UTC') as week, count(review_cycle_seconds)::int as n,
    percentile_cont(0.5) within group (order by review_cycle_seconds) as p50,
    percentile_cont(0.75) within group (order by review_cycle_seconds) as p75,
    percentile_cont(0.9) within group (order by review_cycle_seconds) as p90
  from pull_request_facts
  where merged_at >= $1 and merged_at < $2 and author_class = 'human'
  group by 1 order by 1`;

/** The same with the condition that lets it use the charts' own index. */
export const BARE_BY_INDEX = BARE.replace("= 'human'", "= 'human' and exclusion is null");
