import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import type { Database } from '@bellwether/server/db/open-database';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '@bellwether/server/db/pull-request-facts-columns';
import {
  type DurationQuestion,
  readDurations,
} from '@bellwether/server/features/cycle-time/durations.service';
import { readOverview } from '@bellwether/server/features/cycle-time/overview.service';
import { createSampleTeam } from '@bellwether/server/github-simulator/sample-team';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { summariseDurations } from '@bellwether/shared/cycle-time/cycle-time.metric';
import {
  bucketSizeSchema,
  cycleTimeInputSchema,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import {
  type Clock,
  type CycleTimeMetric,
  clocks,
  cycleTimeMetrics,
} from '@bellwether/shared/cycle-time/cycle-time.terms';
import { averageStages } from '@bellwether/shared/cycle-time/stage-means.metric';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import { type Bucket, bucketsOf, wholePeriod } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

const from = instantOf(new Date('2026-02-20T05:00:00Z'));
const to = instantOf(new Date('2026-04-17T04:00:00Z'));
const afterAllOfIt = instantOf(new Date('2027-01-01T00:00:00Z'));
const everything = { repositories: [], authors: [], baseBranches: [], labels: [] };

/** Rows that real derivation seldom makes: unknown instants, ties, instants on the second of a border. */
const disturb = `
  update pull_request_facts set
    first_review_at = case when number % 7 = 0 then null else first_review_at end,
    pickup_seconds = case when number % 7 = 0 or number % 11 = 0 then null else pickup_seconds / 3600 * 3600 end,
    ready_at = case when number % 13 = 0 then null
      when number % 5 = 0 then ready_at + interval '30 days' else ready_at end,
    pickup_start_at = case when number % 13 = 0 then null
      when number % 15 = 0 then ready_at + interval '30 days 5 hours' when number % 5 = 0 then null
      when number % 3 = 0 then ready_at + interval '5 hours'
      when number % 4 = 0 then greatest(ready_at, first_review_at - interval '20 minutes') end,
    asked_ids = case when number % 2 = 0 then reviewer_ids[1:1] else asked_ids end,
    merged_at = case when number % 17 = 0 then date_trunc('day', merged_at) else merged_at end,
    state = case when number % 19 = 0 then 'closed' else state end,
    closed_at = case when number % 19 = 0 then created_at + interval '9 days' else closed_at end,
    author_class = case when number % 23 = 0 then 'ai_reviewer' when number % 29 = 0 then 'ghost' else author_class end,
    exclusion = case when number % 31 = 0 then 'Release trains' when number % 37 = 0 then 'constructor' end`;

const inTokyo = { ...defaultWorkCalendar, timeZone: 'Asia/Tokyo' };

let db: Database;
const sample = createSampleTeam();
let facts: PullRequestFacts[];

beforeAll(async () => {
  db = await openTestDatabase();
  await buildFactsBulk(db.pool, {
    count: 2_000,
    seed: 7,
    from: new Date('2026-01-15T00:00:00Z'),
    to: new Date('2026-05-01T00:00:00Z'),
    repositories: 3,
    authors: 20,
  });
  await db.pool.query(disturb);
  facts = await loadAllFacts();
});

afterAll(() => db.close());

async function loadAllFacts(): Promise<PullRequestFacts[]> {
  const { rows } = await db.pool.query<FactsRow>(
    `select ${FACTS_COLUMNS} from pull_request_facts as f`,
  );
  return rows.map(toPullRequestFacts);
}

function ask(metric: CycleTimeMetric, clock: Clock, now: number) {
  return {
    filter: { ...everything, scope: EVERYTHING },
    metric,
    clock,
    now,
    calendar: defaultWorkCalendar,
    personCalendars: new Map(
      facts.flatMap(({ reviewerIds }) => reviewerIds.map((id) => [id, inTokyo] as const)),
    ),
  };
}

async function readBuckets(question: DurationQuestion, buckets: readonly Bucket[]) {
  const [answer] = await readDurations(db, question, [buckets]);
  return answer?.buckets ?? [];
}

describe('durations by the database', () => {
  it.each(cycleTimeMetrics.flatMap((metric) => clocks.map((clock) => [metric, clock] as const)))(
    'equal the pure function, %s by the %s clock and every bucket in every zone',
    async (metric, clock) => {
      for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe']) {
        for (const size of bucketSizeSchema.options) {
          const buckets = bucketsOf(from, to, size, zone);
          const question = ask(metric, clock, afterAllOfIt);
          const answer = await readBuckets(question, buckets);
          expect(answer).toEqual(summariseDurations(facts, buckets, question));
          expect(answer.some(({ n }) => n > 0)).toBe(true);
        }
      }
    },
  );

  it('equal the pure function for the work clock and the period as a whole', async () => {
    for (const clock of ['wall', 'work'] as const) {
      const question = ask('pickup', clock, afterAllOfIt);
      const answer = await readBuckets(question, [wholePeriod(from, to)]);
      expect(answer).toEqual(summariseDurations(facts, [wholePeriod(from, to)], question));
      expect(answer[0]?.n).toBeGreaterThan(100);
    }
  });

  it('hear of what still waits once it is more than a tenth, up to now in a bucket that is filling', async () => {
    const now = instantOf(new Date('2026-03-18T15:00:00Z'));
    for (const clock of ['wall', 'work'] as const) {
      const buckets = bucketsOf(from, to, 'week', 'UTC');
      const question = ask('pickup', clock, now);
      const answer = await readBuckets(question, buckets);
      expect(answer).toEqual(summariseDurations(facts, buckets, question));
      expect(answer.filter(({ isKaplanMeier }) => isKaplanMeier).length).toBeGreaterThan(2);
      expect(answer.filter(({ isPartial }) => isPartial)).toHaveLength(1);
    }
  });

  it('of a choice are those of its pull requests alone', async () => {
    const one = facts[0]?.repositoryId ?? '';
    const filter = { ...everything, repositories: [one], scope: EVERYTHING };
    const buckets = bucketsOf(from, to, 'week', 'UTC');
    const question = { ...ask('review-cycle', 'wall', afterAllOfIt), filter };
    const own = facts.filter(({ repositoryId }) => repositoryId === one);
    expect(await readBuckets(question, buckets)).toEqual(
      summariseDurations(own, buckets, question),
    );
  });
});

describe('the overview', () => {
  const input = (days: { from: string; to: string }) =>
    cycleTimeInputSchema.parse({ filter: days, metric: 'review-cycle', bucket: 'week' });

  it('has the same numbers for the period before, and pools items, never medians', async () => {
    const clock = () => new Date('2027-01-01T00:00:00Z');
    const overview = await readOverview(
      { db, clock, sample },
      input({ from: '2026-03-02', to: '2026-03-30' }),
      SEES_ALL,
    );
    const before = await readOverview(
      { db, clock, sample },
      input({ from: '2026-02-02', to: '2026-03-02' }),
      SEES_ALL,
    );
    expect(overview.buckets).toHaveLength(4);
    expect(overview.previous.buckets).toEqual(before.buckets);
    expect(overview.previous.summary).toEqual(before.summary);
    expect(overview.stagesPrevious).toEqual(before.stagesSummary);
    const whole = wholePeriod(
      instantOf(new Date('2026-03-02T00:00:00Z')),
      instantOf(new Date('2026-03-30T00:00:00Z')),
    );
    const question = ask('review-cycle', 'wall', afterAllOfIt);
    const [pooled] = summariseDurations(facts, [whole], question);
    expect({ ...overview.summary, isPartial: false }).toEqual({ ...pooled, withheld: null });
  });

  it('has stage means equal to the pure function', async () => {
    const clock = () => new Date('2027-01-01T00:00:00Z');
    const cases = ['UTC', 'America/New_York'].flatMap((zone) =>
      clocks.map((by) => [zone, by] as const),
    );
    for (const [zone, by] of cases) {
      const overview = await readOverview(
        { db, clock, sample },
        { ...input({ from: '2026-03-01', to: '2026-04-05' }), clock: by },
        SEES_ALL,
        zone,
      );
      const offset = zone === 'UTC' ? ['00', '00'] : ['05', '04'];
      const buckets = bucketsOf(
        instantOf(new Date(`2026-03-01T${offset[0]}:00:00Z`)),
        instantOf(new Date(`2026-04-05T${offset[1]}:00:00Z`)),
        'week',
        zone,
      );
      const pure = averageStages(facts, buckets, { withProduction: false, clock: by });
      expect(pure.some(({ n }) => n > 0)).toBe(true);
      expect(overview.stages).toEqual(
        pure.map(({ mergeToProductionSeconds: _, ...stage }) => ({ ...stage, withheld: null })),
      );
      expect(overview.stagesSummary.n).toBe(pure.reduce((sum, { n }) => sum + n, 0));
    }
  });
});
