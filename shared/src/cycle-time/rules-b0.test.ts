import { describe, expect, test } from 'vitest';
import { deriveFacts } from '../pull-requests/derive-facts.ts';
import { defaultFactRules, definitionVersion } from '../pull-requests/fact-rules.ts';
import { type Story, tellStory } from '../pull-requests/history.fixture.ts';
import { percentile } from '../stats/percentile.ts';
import { bucketsOf, wholePeriod } from '../time/buckets.ts';
import { summariseDurations } from './cycle-time.metric.ts';
import { averageStages } from './stage-means.metric.ts';

const HOUR = 3600;
const at = (text: string) => Date.parse(text) / 1000;
const week = [wholePeriod(at('2026-03-23'), at('2026-03-30'))];
const row = (story: Story) => deriveFacts(tellStory(story), defaultFactRules);
const reviewedAfter = (hours: number) =>
  row({ reviews: [{ by: 'olu', at: `03-23 ${String(9 + hours).padStart(2, '0')}:00` }] });

function ask(
  rows: ReturnType<typeof row>[],
  buckets = week,
  metric: 'pickup' | 'review-cycle' = 'pickup',
) {
  const { calendar } = defaultFactRules;
  return summariseDurations(rows, buckets, { metric, clock: 'wall', calendar, now: null });
}

describe('B0: how numbers are put together', () => {
  test('B0.1 a value falls into the bucket of the event that ends its stage', () => {
    const days = bucketsOf(at('2026-03-23'), at('2026-03-26'), 'day', 'UTC');
    const story: Story = {
      mergedAt: '03-25 09:00',
      reviews: [{ by: 'olu', at: '03-24 09:00', state: 'APPROVED' }],
    };
    expect(ask([row(story)], days).map(({ n }) => n)).toEqual([0, 1, 0]);
    expect(ask([row(story)], days, 'review-cycle').map(({ n }) => n)).toEqual([0, 0, 1]);
  });

  test('B0.2 percentiles interpolate linearly', () => {
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(percentile([1, 2, 3, 4], 0.75)).toBe(3.25);
    expect(percentile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
  });

  test('B0.3 the middle, the upper quarter and the upper tenth stand beside the mean', () => {
    expect(ask([1, 2, 3, 4, 10].map(reviewedAfter))[0]).toMatchObject({
      ...{ p50: 3 * HOUR, p75: 4 * HOUR, mean: 4 * HOUR },
      p90: 4 * HOUR + 0.6 * 6 * HOUR,
    });
  });

  test('B0.4 parts are means over pull requests that have all of them, so that they add up', () => {
    const complete = (hours: number) =>
      row({
        mergedAt: `03-23 ${10 + 2 * hours}:00`,
        reviews: [{ by: 'olu', at: `03-23 ${9 + hours}:00`, state: 'APPROVED' }],
      });
    const [means] = averageStages(
      [complete(1), complete(3), row({ mergedAt: '03-23 12:00' })],
      week,
      {
        withProduction: false,
      },
    );
    expect(means).toMatchObject({ n: 2, pickupSeconds: 2 * HOUR, mergeWaitSeconds: 3 * HOUR });
  });

  test('B0.5 a period is its items pooled, not its buckets averaged', () => {
    const rows = [...[1, 1, 1, 1, 1, 1, 1, 1, 1].map(reviewedAfter), reviewedAfter(10)];
    expect(ask(rows)[0]).toMatchObject({ p50: HOUR, mean: 1.9 * HOUR });
  });

  test('B0.6 below five there are dots: no percentile, no interval', () => {
    expect(ask([1, 2, 3, 4].map(reviewedAfter))[0]).toMatchObject({ p50: null, interval80: null });
    expect(ask([1, 2, 3, 4, 5].map(reviewedAfter))[0]?.interval80).toEqual([2 * HOUR, 4 * HOUR]);
  });

  test('B0.7 nothing is empty for a duration and 0 for a count', () => {
    expect(ask([])[0]).toMatchObject({ n: 0, p50: null, mean: null, censored: 0 });
  });

  test('B0.8 borders are those of the zone, weeks begin on Monday, also where clocks change', () => {
    const weeks = bucketsOf(
      at('2026-03-23T00:00+01:00'),
      at('2026-04-06T00:00+02:00'),
      'week',
      'Europe/Berlin',
    );
    expect(weeks.map(({ from, to }) => (to - from) / HOUR)).toEqual([7 * 24 - 1, 7 * 24]);
    const lateSunday = row({ reviews: [{ by: 'olu', at: '03-29 22:30' }] });
    expect(ask([lateSunday], weeks).map(({ n }) => n)).toEqual([0, 1]);
  });

  test('B0.9 every row says by which definitions it was derived', () => {
    expect(row({}).definitionVersion).toBe(definitionVersion);
    expect(definitionVersion).toBeGreaterThanOrEqual(2);
  });
});
