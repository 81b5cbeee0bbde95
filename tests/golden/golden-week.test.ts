import { readFileSync } from 'node:fs';
import { summariseDurations } from '@bellwether/shared/cycle-time/cycle-time.metric';
import type { CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { countReviewGrades } from '@bellwether/shared/cycle-time/review-grades.metric';
import { averageStages } from '@bellwether/shared/cycle-time/stage-means.metric';
import { deriveFacts } from '@bellwether/shared/pull-requests/derive-facts';
import { defaultFactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { formatPullRequestsCsv } from '@bellwether/shared/pull-requests/pull-requests-csv';
import { bucketsOf, wholePeriod } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { describe, expect, test } from 'vitest';
import {
  goldenGrades,
  goldenLeadTimeInSecondWeek,
  goldenMergeToProductionByWeek,
  goldenPeriod,
  goldenPickupByWeek,
  goldenPickupWorkInSecondWeek,
  goldenReviewCycleByWeek,
  goldenReviewCycleByWeekInBerlin,
  goldenStageMeans,
} from './golden-aggregates.ts';
import {
  goldenDeep,
  goldenLeadTimeWorkInSecondWeek,
  goldenReviewCycleWorkInSecondWeek,
} from './golden-deep.ts';
import { goldenExpected } from './golden-expected.ts';
import { buildGoldenHistories, goldenRepositoryName } from './golden-week.ts';

const histories = buildGoldenHistories();
const rows = histories.map((history) => deriveFacts(history, defaultFactRules));
const from = instantOf(new Date(goldenPeriod.fromOn));
const to = instantOf(new Date(goldenPeriod.toOn));
const weeks = bucketsOf(from, to, 'week', 'UTC');

function answer(metric: CycleTimeMetric, buckets = weeks, clock: 'wall' | 'work' = 'wall') {
  const question = { metric, clock, calendar: defaultFactRules.calendar, now: null };
  return round(summariseDurations(rows, buckets, question));
}

/** Interpolation leaves dust below a millionth of a second. */
function round<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, part) =>
      typeof part === 'number' ? Math.round(part * 1e6) / 1e6 : part,
    ),
  ) as Value;
}

describe('the golden week', () => {
  test.each(goldenExpected)('#$number: every fact is the one worked out by hand', (expected) => {
    expect(rows.find((row) => row.number === expected.number)).toMatchObject(expected);
  });

  test.each(goldenDeep)(
    '#$number: work clocks, rework, turns and complexity are too',
    (expected) => {
      const { turns, reviewers, ...fields } = expected;
      const row = rows.find(({ number }) => number === expected.number);
      const accounts = histories[0]?.accounts;
      expect(row).toMatchObject(fields);
      expect(row?.reviewerIds.map((id) => accounts?.get(id)?.login)).toEqual(reviewers);
      expect(
        row?.reviewTurns.map(({ reviewerName, requestedAt, outcome }) => [
          ...[reviewerName, `${requestedAt.toISOString().slice(0, 19)}Z`, outcome],
        ]),
      ).toEqual(turns);
    },
  );

  test('holds all the pull requests that the expectations speak of, and no others', () => {
    expect(rows.map((row) => row.number)).toEqual(goldenExpected.map((row) => row.number));
    expect(rows.map((row) => row.number)).toEqual(goldenDeep.map((row) => row.number));
  });

  test('the export is the file beside this test, byte by byte', () => {
    const csv = formatPullRequestsCsv(
      rows.map((facts, index) => ({
        facts,
        repository: goldenRepositoryName,
        title: histories[index]?.pullRequest.title ?? '',
        authorLogin: histories[index]?.accounts.get(facts.authorId ?? '')?.login ?? null,
      })),
    );
    expect(csv).toBe(readFileSync(new URL('golden-week.csv', import.meta.url), 'utf8'));
  });

  test('time to first review by week, with one still waiting (B4.5, C20)', () => {
    expect(answer('pickup')).toMatchObject(round(goldenPickupByWeek));
    expect(answer('pickup', weeks, 'work')[1]).toMatchObject(round(goldenPickupWorkInSecondWeek));
  });

  test('review cycle time by week', () => {
    expect(answer('review-cycle')).toMatchObject(goldenReviewCycleByWeek);
    const work = answer('review-cycle', weeks, 'work')[1];
    expect(work).toMatchObject(goldenReviewCycleWorkInSecondWeek);
  });

  test('review cycle time by weeks of Berlin, across the change of clocks (B0.8)', () => {
    const berlin = bucketsOf(from - 3600, to - 7200, 'week', 'Europe/Berlin');
    expect(answer('review-cycle', berlin)).toMatchObject(goldenReviewCycleByWeekInBerlin);
  });

  test('merge to production and lead time by week of the deployment (B9)', () => {
    expect(answer('merge-to-production')).toMatchObject(goldenMergeToProductionByWeek);
    expect(answer('lead-time')[1]).toMatchObject(goldenLeadTimeInSecondWeek);
    expect(answer('lead-time', weeks, 'work')[1]).toMatchObject(goldenLeadTimeWorkInSecondWeek);
  });

  test('stage means over the pull requests that have all stages (B0.4)', () => {
    expect(averageStages(rows, weeks, { withProduction: false })).toMatchObject(goldenStageMeans);
  });

  test('merged pull requests by grade (B11)', () => {
    expect(countReviewGrades(rows, [wholePeriod(from, to)])[0]?.byGrade).toEqual(goldenGrades);
  });
});
