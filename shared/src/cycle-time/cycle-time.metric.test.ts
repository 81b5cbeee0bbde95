import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorClasses } from '../pull-requests/author-class.rules.ts';
import { deriveFacts } from '../pull-requests/derive-facts.ts';
import { defaultFactRules } from '../pull-requests/fact-rules.ts';
import { type Story, tellStory } from '../pull-requests/history.fixture.ts';
import { bucketsOf, wholePeriod } from '../time/buckets.ts';
import { defaultWorkCalendar, type WorkCalendar } from '../time/work-calendar.ts';
import { summariseDurations } from './cycle-time.metric.ts';
import { type Clock, type CycleTimeMetric, clocks, cycleTimeMetrics } from './cycle-time.terms.ts';
import { countReviewGrades } from './review-grades.metric.ts';
import type { DurationRow } from './stage-bounds.metric.ts';
import { averageStages } from './stage-means.metric.ts';

const at = (text: string) => Date.parse(text) / 1000;
const from = at('2026-03-23');
const to = at('2026-03-30');
const week = [wholePeriod(from, to)];
const row = (story: Story) => deriveFacts(tellStory(story), defaultFactRules);

function ask(
  rows: readonly DurationRow[],
  metric: CycleTimeMetric,
  buckets = week,
  clock: Clock = 'wall',
) {
  const question = { metric, clock, calendar: defaultWorkCalendar, now: null } as const;
  return summariseDurations(rows, buckets, question);
}

const reviewedAfter = (hours: number) =>
  row({ reviews: [{ by: 'olu', at: `03-23 ${String(9 + hours).padStart(2, '0')}:00` }] });

describe('summariseDurations (B0, C20)', () => {
  test('nothing is empty for durations, 0 for counts (B0.7)', () => {
    expect(ask([], 'pickup')[0]).toMatchObject({
      n: 0,
      p50: null,
      mean: null,
      interval80: null,
      censored: 0,
      excluded: {},
    });
  });

  test('fewer than five give no percentile, but a mean (B0.6)', () => {
    expect(ask([1, 2, 3, 4].map(reviewedAfter), 'pickup')[0]).toMatchObject({
      n: 4,
      p50: null,
      p90: null,
      interval80: null,
      mean: 9000,
    });
    expect(ask([1, 2, 3, 4, 5].map(reviewedAfter), 'pickup')[0]).toMatchObject({
      n: 5,
      p50: 3 * 3600,
      interval80: [2 * 3600, 4 * 3600],
    });
  });

  test('only people are counted; the others stand in excluded by class', () => {
    const review = [{ by: 'olu', at: '03-23 10:00' }];
    const rows = ['dependabot', 'coderabbitai', 'harbour', null, 'mira'].map((authorId) =>
      row({ authorId, reviews: review }),
    );
    expect(ask(rows, 'pickup')[0]).toMatchObject({
      n: 1,
      excluded: { bot: 1, ai_reviewer: 1, service: 1, ghost: 1 },
    });
  });

  test('what still waits is counted, and over a tenth makes the median Kaplan–Meier’s (B4.5)', () => {
    const answered = [1, 2, 3, 4, 5].map(reviewedAfter);
    expect(ask([...answered, row({}), row({})], 'pickup')[0]).toMatchObject({
      n: 5,
      censored: 2,
      isKaplanMeier: true,
      p50: 4 * 3600,
    });
    const many = Array.from({ length: 9 }, () => reviewedAfter(1));
    expect(ask([...many, row({})], 'pickup')[0]?.isKaplanMeier).toBe(false);
    expect(ask([...many.slice(1), row({})], 'pickup')[0]?.isKaplanMeier).toBe(true);
  });

  test('what ended with its pull request does not wait any more', () => {
    const rows = [row({ mergedAt: '03-23 10:00' }), row({ closedAt: '03-23 10:00' })];
    expect(ask(rows, 'pickup')[0]?.censored).toBe(0);
    expect(ask([row({ isDraft: true })], 'pickup')[0]?.censored).toBe(0);
  });

  test('an end in the instant that a bucket closes belongs to the next, and runs in this one', () => {
    const rows = [row({ reviews: [{ by: 'olu', at: '03-24 00:00' }] })];
    const days = bucketsOf(from, at('2026-03-25'), 'day', 'UTC');
    expect(ask(rows, 'pickup', days)).toMatchObject([
      { n: 0, censored: 1 },
      { n: 1, censored: 0 },
    ]);
  });

  test('a review before it was ready falls into the bucket of being ready', () => {
    const rows = [
      row({
        events: [{ kind: 'ready_for_review', at: '03-24 09:00' }],
        reviews: [{ by: 'olu', at: '03-23 10:00' }],
      }),
    ];
    const days = bucketsOf(from, at('2026-03-25'), 'day', 'UTC');
    expect(ask(rows, 'pickup', days)).toMatchObject([{ n: 0 }, { n: 1, mean: 0 }]);
  });

  test('the bucket that holds now is still filling', () => {
    const buckets = bucketsOf(from, at('2026-03-26'), 'day', 'UTC');
    const question = { metric: 'pickup', clock: 'wall', calendar: defaultWorkCalendar } as const;
    const answer = summariseDurations([], buckets, { ...question, now: at('2026-03-24T12:00Z') });
    expect(answer.map(({ isPartial }) => isPartial)).toEqual([false, true, false]);
  });
});

const instant = fc.option(fc.integer({ min: from - 86_400, max: to + 86_400 }));
const anyRow = fc
  .record({
    authorClass: fc.constantFrom(...authorClasses),
    exclusion: fc.option(fc.constantFrom('Release trains', 'constructor'), { freq: 4 }),
    instants: fc.tuple(instant, instant, instant, instant, instant, instant, instant),
    seconds: fc.option(fc.nat(1e6)),
    isMerged: fc.boolean(),
  })
  .map(({ authorClass, exclusion, instants, seconds, isMerged }): DurationRow => {
    const [commit, ready, review, response, approval, end, deployed] = instants.map((value) =>
      value === null ? null : new Date(value * 1000),
    );
    const endState = isMerged ? 'merged' : 'closed';
    const work = seconds === null ? null : Math.floor(seconds / 3);
    return {
      authorId: 'mira',
      authorClass,
      exclusion,
      state: end ? endState : 'open',
      createdAt: new Date(from * 1000),
      firstCommitAt: commit ?? null,
      readyAt: ready ?? null,
      firstReviewAt: review ?? null,
      firstResponseAt: response ?? null,
      finalApprovalAt: approval ?? null,
      mergedAt: isMerged ? (end ?? null) : null,
      closedAt: end ?? null,
      deployedAt: deployed ?? null,
      codingSeconds: seconds,
      codingWorkSeconds: work,
      pickupSeconds: seconds,
      pickupWorkSeconds: work,
      firstResponseSeconds: seconds,
      firstResponseWorkSeconds: work,
      reviewSeconds: seconds,
      reviewWorkSeconds: work,
      mergeWaitSeconds: seconds,
      mergeWaitWorkSeconds: work,
      reviewCycleSeconds: seconds,
      reviewCycleWorkSeconds: work,
      timeToMergeSeconds: seconds,
      timeToMergeWorkSeconds: work,
      mergeToProductionSeconds: seconds,
      mergeToProductionWorkSeconds: work,
      leadTimeSeconds: seconds,
      leadTimeWorkSeconds: work,
      pauses: [],
    };
  });

describe('properties', () => {
  test('cutting a period into days loses and doubles nothing', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 30 }),
        fc.constantFrom(...cycleTimeMetrics),
        fc.constantFrom(...clocks),
        (rows, metric, clock) => {
          const days = ask(rows, metric, bucketsOf(from, to, 'day', 'UTC'), clock);
          const [whole] = ask(rows, metric, week, clock);
          const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
          expect(sum(days.map(({ n }) => n))).toBe(whole?.n);
          expect(sum(days.map(({ n, mean }) => n * (mean ?? 0)))).toBeCloseTo(
            (whole?.n ?? 0) * (whole?.mean ?? 0),
            3,
          );
          for (const name of [...authorClasses, 'Release trains']) {
            expect(sum(days.map(({ excluded }) => excluded[name] ?? 0))).toBe(
              whole?.excluded[name] ?? 0,
            );
          }
          expect(days.at(-1)?.censored).toBe(whole?.censored);
        },
      ),
    );
  });

  test('percentiles ascend', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 10, maxLength: 60 }),
        fc.constantFrom(...cycleTimeMetrics),
        fc.constantFrom(...clocks),
        (rows, metric, clock) => {
          const [{ p50, p75, p90, isKaplanMeier } = {}] = ask(rows, metric, week, clock);
          const floor = isKaplanMeier === true ? 0 : (p50 ?? 0);
          expect(floor).toBeLessThanOrEqual(p75 ?? floor);
          expect(p75 ?? 0).toBeLessThanOrEqual(p90 ?? 0);
        },
      ),
    );
  });
});

describe('a pull request that nobody has reviewed', () => {
  const minute = fc.integer({ min: 1, max: 7 * 24 * 60 - 1 });
  const instantAt = (minutes: number) => new Date((from + minutes * 60) * 1000);
  const base = row({});

  /** Ready at one minute of the week, reviewed at a later one; null: it still waits. */
  function waited(readyMinute: number, reviewedMinute: number | null): DurationRow {
    const readyAt = instantAt(readyMinute);
    const firstReviewAt = reviewedMinute === null ? null : instantAt(reviewedMinute);
    const seconds =
      firstReviewAt === null ? null : (firstReviewAt.getTime() - readyAt.getTime()) / 1000;
    return { ...base, createdAt: readyAt, readyAt, firstReviewAt, pickupSeconds: seconds };
  }

  const anyWait = fc
    .tuple(minute, minute, fc.boolean())
    .map(([a, b, isReviewed]) => waited(Math.min(a, b), isReviewed ? Math.max(a, b) : null));

  test('never improves the time to first review (B4.5)', () => {
    fc.assert(
      fc.property(fc.array(anyWait, { minLength: 1, maxLength: 40 }), minute, (rows, readyAt) => {
        const [before] = ask(rows, 'pickup');
        const [after] = ask([...rows, waited(readyAt, null)], 'pickup');
        const answered = rows.flatMap(({ pickupSeconds }) => pickupSeconds ?? []);
        expect(after).toMatchObject({
          n: before?.n,
          mean: before?.mean,
          p75: before?.p75,
          p90: before?.p90,
          censored: (before?.censored ?? 0) + 1,
        });
        if (before?.isKaplanMeier === after?.isKaplanMeier) {
          expect(after?.p50 ?? Infinity).toBeGreaterThanOrEqual(before?.p50 ?? 0);
        } else {
          // Kaplan–Meier's median is a value that was measured: of two middle ones it is never below the lower.
          const sorted = answered.sort((a, b) => a - b);
          const lowerMiddle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
          expect(after?.p50 ?? Infinity).toBeGreaterThanOrEqual(lowerMiddle);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('and was merged changes nothing but the grades (B4.4)', () => {
    fc.assert(
      fc.property(fc.array(anyWait, { maxLength: 20 }), minute, (rows, readyAt) => {
        const merged: DurationRow = {
          ...waited(readyAt, null),
          state: 'merged',
          mergedAt: instantAt(readyAt),
          closedAt: instantAt(readyAt),
        };
        expect(ask([...rows, merged], 'pickup')).toEqual(ask(rows, 'pickup'));
      }),
    );
  });

  test('waits by the hours of its own author’s team (B13)', () => {
    const nights = {
      ...defaultWorkCalendar,
      weeklyHours: Array.from({ length: 7 }, () => [{ fromMinute: 0, toMinute: 1440 }]),
    };
    const fiftyHours = 50 * 3600;
    const answered = { ...waited(0, 1), authorId: 'tomas', pickupWorkSeconds: fiftyHours };
    const rows = [
      ...Array.from({ length: 5 }, () => answered),
      ...Array.from({ length: 6 }, () => waited(0, null)),
    ];
    const answer = (authorCalendars: ReadonlyMap<string, WorkCalendar>) =>
      summariseDurations(rows, week, {
        ...({ metric: 'pickup', clock: 'work', calendar: defaultWorkCalendar, now: null } as const),
        authorCalendars,
      })[0];
    // By office hours the six have waited 40 h by the end of the week, by their own 168 h: more than half outlast 50 h then.
    expect(answer(new Map())).toMatchObject({ isKaplanMeier: true, p50: fiftyHours });
    expect(answer(new Map([['mira', nights]]))).toMatchObject({ isKaplanMeier: true, p50: null });
  });
});

describe('averageStages (B0.4)', () => {
  const complete = row({
    mergedAt: '03-23 12:00',
    deployedAt: '03-24 12:00',
    reviews: [{ by: 'olu', at: '03-23 10:00', state: 'APPROVED' }],
  });

  test('counts only people’s pull requests that have all stages, so that the means add up', () => {
    const unreviewed = row({ mergedAt: '03-23 12:00' });
    const bots = { ...complete, authorClass: 'bot' as const };
    const [answer] = averageStages([complete, unreviewed, bots], week, { withProduction: false });
    expect(answer).toMatchObject({
      n: 1,
      codingSeconds: 1800,
      pickupSeconds: 3600,
      reviewSeconds: 0,
      mergeWaitSeconds: 7200,
      mergeToProductionSeconds: null,
    });
  });

  test('with production it asks for the deployment too, and is bucketed by it', () => {
    const days = bucketsOf(from, at('2026-03-25'), 'day', 'UTC');
    const rows = [complete, { ...complete, deployedAt: null, mergeToProductionSeconds: null }];
    const answer = averageStages(rows, days, { withProduction: true });
    expect(answer).toMatchObject([{ n: 0 }, { n: 1, mergeToProductionSeconds: 86_400 }]);
  });
});

test('grades are counted by the week of the merge, of people and bots alike (B11)', () => {
  const rows = [
    row({ mergedAt: '03-23 12:00' }),
    row({ authorId: 'dependabot', mergedAt: '03-23 12:00' }),
    row({}),
  ];
  expect(countReviewGrades(rows, week)[0]?.byGrade).toEqual({
    emergency: 0,
    'bot-auto': 1,
    unreviewed: 1,
    'approved-silent': 0,
    discussed: 0,
  });
});
