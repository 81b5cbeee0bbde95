import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import type { Database } from '@bellwether/server/db/open-database';
import {
  FACTS_COLUMNS,
  type FactsRow,
  toPullRequestFacts,
} from '@bellwether/server/db/pull-request-facts-columns';
import { readBehind } from '@bellwether/server/features/cycle-time/behind.service';
import { readComparison } from '@bellwether/server/features/cycle-time/compare.service';
import { readPickupCurve } from '@bellwether/server/features/cycle-time/pickup-curve.service';
import { readRework } from '@bellwether/server/features/cycle-time/rework.service';
import {
  readOneClock,
  readStageTrends,
} from '@bellwether/server/features/cycle-time/stage-trends.service';
import { readTurnaround } from '@bellwether/server/features/cycle-time/turnaround.service';
import { readWeek } from '@bellwether/server/features/cycle-time/weekly-pattern.service';
import { readWhatChanged } from '@bellwether/server/features/cycle-time/what-changed.service';
import { EVERYTHING } from '@bellwether/shared/access/row-scope';
import { runsUntil, waitedSeconds } from '@bellwether/shared/cycle-time/censored.metric';
import { clocks } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { compareInputSchema } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import {
  clearChange,
  describeDurations,
} from '@bellwether/shared/cycle-time/duration-figures.metric';
import { leftOutAs } from '@bellwether/shared/cycle-time/excluded.metric';
import { describePickup } from '@bellwether/shared/cycle-time/pickup-curve.metric';
import { summariseTurns, type TurnRow } from '@bellwether/shared/cycle-time/review-turns.metric';
import { describeRework, summariseRework } from '@bellwether/shared/cycle-time/rework.metric';
import { readStageBounds } from '@bellwether/shared/cycle-time/stage-bounds.metric';
import { readWeeklyPattern } from '@bellwether/shared/cycle-time/weekly-pattern.metric';
import { decomposeShift, type KindOfWork } from '@bellwether/shared/cycle-time/what-changed.metric';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import { sizeClassOf } from '@bellwether/shared/pull-requests/size-class';
import { bucketsOf, wholePeriod } from '@bellwether/shared/time/buckets';
import { instantOf, instantOrNull } from '@bellwether/shared/time/instant';
import { defaultWorkCalendar } from '@bellwether/shared/time/work-calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { SEES_ALL } from '../support/sight.ts';

const at = (iso: string) => instantOf(new Date(iso));
const days = { from: '2026-03-02', to: '2026-03-30' };
const [previousFrom, from, to] = [
  at('2026-02-02T00:00:00Z'),
  at('2026-03-02T00:00:00Z'),
  at('2026-03-30T00:00:00Z'),
];
const now = new Date('2026-04-20T12:00:00Z');
const filter = { ...days, repositories: [], authors: [], baseBranches: [], labels: [] };
const weeks = bucketsOf(from, to, 'week', 'UTC');

/** Rows that real derivation seldom makes, and what the bulk leaves alike. */
const disturb = `
  update pull_request_facts set
    first_review_at = case when number % 7 = 0 then null else first_review_at end,
    pickup_seconds = case when number % 7 = 0 then null else pickup_seconds end,
    pickup_work_seconds = case when number % 7 = 0 then null else pickup_work_seconds end,
    state = case when number % 19 = 0 then 'closed' else state end,
    closed_at = case when number % 19 = 0 then created_at + interval '9 days' else closed_at end,
    author_class = case when number % 23 = 0 then 'ai_reviewer' else author_class end,
    exclusion = case when number % 31 = 0 then 'Release trains' when number % 37 = 0 then 'Spikes' end,
    exclusion_effect = case when number % 31 = 0 then 'separate' when number % 37 = 0 then 'hide' end,
    base_branch = case when number % 5 = 0 then 'release' else base_branch end,
    is_ai_assisted = number % 3 = 0,
    most_cycles_of_reviewer = case when number % 6 = 0 then rework_cycles end,
    first_approval_at = case when number % 4 = 0 then first_approval_at - interval '2 hours' else first_approval_at end,
    flags = case when number % 9 = 0 then '{approval_stale}'::text[]
      when number % 10 = 0 then '{approval_stale,merged_with_changes_requested}'::text[] else flags end,
    review_turns = case when number % 8 = 0 then
        jsonb_set(jsonb_set(review_turns, '{0,endedAt}', 'null'), '{0,outcome}', '"open"')
      when number % 8 = 1 then jsonb_set(review_turns, '{0,outcome}', '"removed"')
      else review_turns end
  where review_turns <> '[]' or number % 2 = 0`;

const labelled = `insert into pull_request_labels (pull_request_id, name)
  select id, 'even' from pull_requests where number % 2 = 0
  union all select id, 'third' from pull_requests where number % 3 = 0`;

let db: Database;
let facts: PullRequestFacts[];
let names: Map<string, string>;
const app = () => ({ db, clock: () => now });

beforeAll(async () => {
  db = await openTestDatabase();
  await buildFactsBulk(db.pool, {
    ...{ count: 2_500, seed: 11, repositories: 4, authors: 16 },
    from: new Date('2026-01-15T00:00:00Z'),
    to: new Date('2026-04-19T00:00:00Z'),
  });
  await db.pool.query(disturb);
  await db.pool.query(labelled);
  const { rows } = await db.pool.query<FactsRow>(
    `select ${FACTS_COLUMNS} from pull_request_facts as f`,
  );
  facts = rows.map(toPullRequestFacts);
  const repositories = await db.pool.query<{ id: string; name: string }>(
    `select id, owner || '/' || name as name from repositories`,
  );
  names = new Map(repositories.rows.map(({ id, name }) => [id, name]));
});

afterAll(() => db.close());

const counted = () => facts.filter((row) => leftOutAs(row) === null);

function endedIn(
  rows: readonly PullRequestFacts[],
  metric: 'review-cycle' | 'pickup',
  clock: 'wall' | 'work',
  [start, end]: readonly [number, number],
): number[] {
  return rows.flatMap((row) => {
    const { finishAt, seconds } = readStageBounds(row, metric, clock);
    return finishAt !== null && seconds !== null && finishAt >= start && finishAt < end
      ? [seconds]
      : [];
  });
}

function runningAt(rows: readonly PullRequestFacts[], clock: 'wall' | 'work', moment: number) {
  return rows.flatMap((row) => {
    const bounds = readStageBounds(row, 'pickup', clock);
    return bounds.startAt !== null && bounds.startAt < moment && runsUntil(row, bounds) >= moment
      ? [waitedSeconds(row, bounds.startAt, moment, clock, defaultWorkCalendar)]
      : [];
  });
}

const keysOf: Record<string, (row: PullRequestFacts) => string[]> = {
  repository: (row) => [names.get(row.repositoryId) ?? ''],
  size: (row) => [sizeClassOf(row.size)],
  tier: (row) => [row.tier],
  ai: (row) => [String(row.isAiAssisted)],
  'base-branch': (row) => [row.baseBranch],
  label: (row) => [
    ...(row.number % 2 === 0 ? ['even'] : []),
    ...(row.number % 3 === 0 ? ['third'] : []),
  ],
  'author-class': (row) => [row.authorClass],
  rule: (row) => [row.exclusion ?? ''],
};

function partOf(by: string): PullRequestFacts[] {
  if (by === 'rule') {
    return facts.filter(({ exclusionEffect }) => exclusionEffect === 'separate');
  }
  return by === 'author-class' ? facts.filter(({ exclusion }) => exclusion === null) : counted();
}

describe('a comparison', () => {
  it.each(Object.keys(keysOf))('by %s equals the pure figures of its rows', async (by) => {
    for (const clock of clocks) {
      const input = compareInputSchema.parse({ filter, metric: 'pickup', clock, by });
      const answer = await readComparison(app(), input, SEES_ALL);
      expect(answer.values.length).toBeGreaterThan(0);
      for (const { key, now: figures, before, change } of answer.values) {
        const own = partOf(by).filter((row) => keysOf[by]?.(row).includes(key));
        const pure = describeDurations(
          endedIn(own, 'pickup', clock, [from, to]),
          runningAt(own, clock, to),
        );
        const pureBefore = describeDurations(
          endedIn(own, 'pickup', clock, [previousFrom, from]),
          runningAt(own, clock, from),
        );
        expect({ key, ...figures }).toEqual({ key, ...pure, withheld: null });
        expect({ key, ...before }).toEqual({ key, ...pureBefore, withheld: null });
        expect(change).toBe(clearChange(pure, pureBefore));
      }
    }
  });

  it('has each value’s medians by week, and the busiest first', async () => {
    const input = compareInputSchema.parse({ filter, metric: 'review-cycle', by: 'size' });
    const { values } = await readComparison(app(), input, SEES_ALL);
    const sizes = values.map(({ now: figures }) => figures.n ?? 0);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    const [first] = values;
    const own = counted().filter(({ size }) => sizeClassOf(size) === first?.key);
    expect(first?.medians).toEqual(
      weeks.map(
        (week) => describeDurations(endedIn(own, 'review-cycle', 'wall', [week.from, week.to])).p50,
      ),
    );
  });
});

function gatherKinds(): KindOfWork[] {
  const kinds = new Map<string, KindOfWork>();
  for (const row of counted()) {
    const key = `${row.repositoryId} ${sizeClassOf(row.size)} ${row.authorClass}`;
    const kind = kinds.get(key) ?? {
      ...{ key, nBefore: 0, secondsBefore: 0, nNow: 0, secondsNow: 0 },
    };
    kinds.set(key, kind);
    const then = endedIn([row], 'review-cycle', 'wall', [previousFrom, from]);
    const current = endedIn([row], 'review-cycle', 'wall', [from, to]);
    kind.nBefore += then.length;
    kind.secondsBefore += then[0] ?? 0;
    kind.nNow += current.length;
    kind.secondsNow += current[0] ?? 0;
  }
  return [...kinds.values()];
}

describe('what changed', () => {
  it('equals the pure decomposition of the same rows, and adds up', async () => {
    const answer = await readWhatChanged(
      app(),
      { filter, metric: 'review-cycle', bucket: 'week', clock: 'wall' },
      SEES_ALL,
    );
    const pure = decomposeShift(gatherKinds());
    const shift = answer.shift;
    for (const part of ['meanBefore', 'meanNow', 'shift', 'mix', 'speed', 'onlyNow'] as const) {
      expect(shift?.[part]).toBeCloseTo(pure?.[part] ?? Number.NaN, 3);
    }
    const { mix = 0, speed = 0, onlyNow = 0, onlyBefore = 0 } = shift ?? {};
    expect(mix + speed + onlyNow + onlyBefore).toBeCloseTo(shift?.shift ?? Number.NaN, 3);
    expect(shift?.keptBack).toBe(0);
    expect(answer.nNow).toBe(pure?.nNow);
  });
});

describe('the pickup curve', () => {
  it.each(clocks)(
    'equals the pure estimate over what became ready, by the %s clock',
    async (clock) => {
      const hours = [1, 4, 24];
      const answer = await readPickupCurve(app(), { filter, clock, hours }, SEES_ALL);
      const watched = counted()
        .filter(
          ({ readyAt }) =>
            readyAt !== null && instantOf(readyAt) >= from && instantOf(readyAt) < to,
        )
        .map((row) => {
          const { startAt, seconds, ...bounds } = readStageBounds(row, 'pickup', clock);
          if (seconds !== null) {
            return { duration: seconds, isFinished: true, lostBy: null };
          }
          const until = Math.min(runsUntil(row, { startAt, seconds, ...bounds }), instantOf(now));
          const isOpen = until === instantOf(now);
          const since = startAt ?? 0;
          return {
            duration: waitedSeconds(row, since, Math.max(since, until), clock, defaultWorkCalendar),
            isFinished: false,
            lostBy: isOpen ? ('waiting' as const) : ('end' as const),
          };
        });
      const pure = describePickup(
        watched,
        hours.map((hour) => hour * 3600),
      );
      expect(answer.current).toEqual({ ...pure, withheld: null });
      expect(pure.endedWithout).toBeGreaterThan(3);
    },
  );
});

describe('the week', () => {
  it('equals the pure pattern in a zone with a change of the clock', async () => {
    const zone = 'America/New_York';
    const answer = await readWeek(app(), { filter, clock: 'wall', zone }, SEES_ALL);
    const [start, end] = [at('2026-03-02T05:00:00Z'), at('2026-03-30T04:00:00Z')];
    const isIn = (date: Date | null): date is Date =>
      date !== null && instantOf(date) >= start && instantOf(date) < end;
    const pure = readWeeklyPattern(
      counted().flatMap((row) =>
        isIn(row.readyAt)
          ? [{ readyAt: instantOf(row.readyAt), pickupSeconds: row.pickupSeconds }]
          : [],
      ),
      counted().flatMap(({ firstReviewAt, readyAt }) =>
        isIn(firstReviewAt) && readyAt !== null ? [instantOf(firstReviewAt)] : [],
      ),
      zone,
    );
    expect(answer.cells).toEqual(pure);
    expect(answer.ready).toBe(pure.reduce((sum, { ready }) => sum + ready, 0));
  });

  it('of a zone that nobody knows is refused with words', async () => {
    await expect(
      readWeek(app(), { filter, clock: 'wall', zone: 'Atlantis/Harbour' }, SEES_ALL),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('rework', () => {
  it.each(clocks)('equals the pure summary of what was merged, by the %s clock', async (clock) => {
    const answer = await readRework(app(), { filter, bucket: 'week', clock }, SEES_ALL);
    const since = (row: PullRequestFacts, approvedAt: Date | null) =>
      approvedAt === null || row.readyAt === null
        ? null
        : Math.max(0, instantOf(approvedAt) - instantOf(row.readyAt));
    const rows = counted().flatMap((row) =>
      row.mergedAt === null
        ? []
        : [
            {
              mergedAt: instantOf(row.mergedAt),
              reworkCycles: row.reworkCycles,
              mostCyclesOfReviewer: row.mostCyclesOfReviewer,
              reworkSeconds: clock === 'work' ? row.reworkWorkSeconds : row.reworkSeconds,
              firstApprovalSeconds: since(row, row.firstApprovalAt),
              finalApprovalSeconds: since(row, row.finalApprovalAt),
              isApprovalStale: row.flags.includes('approval_stale'),
              isMergedOverObjections: row.flags.includes('merged_with_changes_requested'),
            },
          ],
    );
    const pure = describeRework(rows.filter(({ mergedAt }) => mergedAt >= from && mergedAt < to));
    expect(answer.summary).toMatchObject({
      ...{ n: pure.n, cycles: pure.cycles, reworked: pure.reworked },
      ...{ approvalStale: pure.approvalStale, overObjections: pure.overObjections },
      rework: pure.rework,
      firstApproval: pure.firstApproval,
      finalApproval: pure.finalApproval,
    });
    expect(answer.buckets.map(({ cycles }) => cycles)).toEqual(
      summariseRework(rows, weeks).map(({ cycles }) => cycles),
    );
    expect(pure.approvalStale).toBeGreaterThan(3);
  });
});

describe('the turnaround of requests', () => {
  it('equals the pure summary of the stored turns, those of machines left out', async () => {
    const answer = await readTurnaround(app(), { filter, bucket: 'week', clock: 'wall' }, SEES_ALL);
    const { rows } = await db.pool.query<{ id: string }>(
      `select id from accounts where type = 'User'`,
    );
    const people = new Set(rows.map(({ id }) => id));
    const turns: TurnRow[] = counted().flatMap((row) =>
      row.reviewTurns
        .filter(({ reviewerId }) => reviewerId !== null && people.has(reviewerId))
        .map((turn) => ({
          reviewer: turn.reviewerId ?? '',
          requestedAt: instantOf(turn.requestedAt),
          endedAt: instantOrNull(turn.endedAt),
          outcome: turn.outcome,
        }))
        // What ended with the pull request is stored as ended: an open turn of a closed one is seldom and of no period.
        .filter(
          ({ endedAt }) =>
            endedAt !== null ||
            row.state === 'open' ||
            (instantOrNull(row.mergedAt ?? row.closedAt) ?? 0) >= previousFrom,
        ),
    );
    const measure = (turn: TurnRow, until: number) => until - turn.requestedAt;
    const pure = summariseTurns(turns, weeks, instantOf(now), measure);
    expect(
      answer.buckets.map(({ start: _, end: __, isPartial: ___, withheld: ____, ...rest }) => rest),
    ).toEqual(pure);
    const [whole] = summariseTurns(turns, [wholePeriod(from, to)], instantOf(now), measure);
    expect(answer.summary).toEqual({ ...whole, withheld: null });
    expect(answer.reviewers?.map(({ name }) => name)).toEqual(
      answer.reviewers?.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en')),
    );
    expect(whole?.lost).toBeGreaterThan(3);
  });
});

describe('the stages at once', () => {
  it('are what each says by itself', async () => {
    const { stages } = await readStageTrends(app(), { filter, bucket: 'week' }, SEES_ALL);
    expect(stages.map(({ metric, clock }) => [metric, clock])).toEqual([
      ['coding', 'wall'],
      ['pickup', 'work'],
      ['first-response', 'work'],
      ['review', 'wall'],
      ['merge-wait', 'wall'],
      ['merge-to-production', 'wall'],
    ]);
    for (const stage of stages) {
      const { metric, clock } = stage;
      const one = await readOneClock(app(), { filter, bucket: 'week', metric, clock }, SEES_ALL);
      expect(stage).toEqual(one);
    }
  });
});

describe('who is counted', () => {
  it('follows the choice: machines alone are a question of their own', async () => {
    const choice = { ...filter, authorClasses: ['bot' as const] };
    const one = await readOneClock(
      app(),
      { filter: choice, bucket: 'week', metric: 'review-cycle', clock: 'wall' },
      SEES_ALL,
    );
    const bots = facts.filter(
      ({ authorClass, exclusion }) => authorClass === 'bot' && exclusion === null,
    );
    expect(one.summary.n).toBe(endedIn(bots, 'review-cycle', 'wall', [from, to]).length);
    expect(one.summary.n).toBeGreaterThan(5);
    expect(Object.keys(one.summary.excluded).sort()).toEqual(['Release trains', 'Spikes']);
  });
});

describe('a list behind a count', () => {
  const ask = {
    filter,
    bucket: 'week' as const,
    metric: 'review-cycle' as const,
    clock: 'wall' as const,
  };

  it('holds as many as the count says', async () => {
    const { summary } = await readOneClock(app(), ask, SEES_ALL);
    for (const [name, count] of Object.entries(summary.excluded)) {
      const behind = { kind: 'excluded' as const, name };
      const { total, items } = await readBehind(app(), { ...ask, behind }, EVERYTHING);
      expect([name, total]).toEqual([name, count]);
      expect(items).toHaveLength(Math.min(count, 200));
    }
    const rework = await readRework(app(), { filter, bucket: 'week', clock: 'wall' }, SEES_ALL);
    const stale = await readBehind(
      app(),
      { ...ask, behind: { kind: 'approval-stale' } },
      EVERYTHING,
    );
    expect(stale.total).toBe(rework.summary?.approvalStale);
  });
});
