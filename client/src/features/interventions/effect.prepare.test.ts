import { compareDurations } from '@bellwether/shared/interventions/compare-durations.metric';
import { compareRates } from '@bellwether/shared/interventions/compare-rates.metric';
import type {
  Caveat,
  DurationComparison,
  InterventionEffect,
} from '@bellwether/shared/interventions/interventions.schema';
import { describe, expect, test } from 'vitest';
import { prepareAllMetrics, sayManyComparisons, tableOf } from './all-metrics.prepare.ts';
import { sayCaveat } from './caveat-words.prepare.ts';
import { prepareText } from './copy-text.prepare.ts';
import { readEffectSearch } from './effect-search.schema.ts';
import { prepareLine } from './line.prepare.ts';
import { describeRate, prepareRateWeeks } from './rates.prepare.ts';
import { shareAddress } from './share-address.ts';
import { prepareSpread } from './spread.prepare.ts';
import { sayWindows } from './windows-words.prepare.ts';

const HOUR = 3600;
const seconds = (hours: number) => Array.from({ length: 20 }, (_, i) => (hours + (i % 5)) * HOUR);
const basis = { level: 'enough', covered: 1, total: 1, dataAsOf: null, reason: null, step: null };
const comparison: DurationComparison = {
  ...compareDurations(seconds(90), seconds(20)),
  ...{ metric: 'review-cycle', clock: 'wall', withheld: null },
};
const week = (from: string, to: string, part: 'before' | 'rollout' | 'after', p50: number | null) =>
  ({ from, to, part, n: p50 === null ? 3 : 20, p50, p75: p50, p90: p50, withheld: null }) as const;

const effect: InterventionEffect = {
  intervention: {
    ...{ id: 'i', title: 'Tiers', description: null, team: null, repositories: [], version: 0 },
    ...{ startedOn: '2026-03-09', settledOn: '2026-03-16', metric: 'review-cycle', clock: 'wall' },
    ...{ origin: 'person', createdBy: 'Ada', createdAt: '', changedAt: '', mayWrite: true },
  },
  ...{ definitionVersion: 2, now: '2026-03-23T09:00:00Z', zone: 'UTC' },
  ...{ metric: 'review-cycle', clock: 'wall' },
  windows: {
    ...{ state: 'compared', weeks: 1, before: { from: '2026-03-02', to: '2026-03-09' } },
    rollout: { from: '2026-03-09', to: '2026-03-16' },
    after: { from: '2026-03-16', to: '2026-03-23' },
  },
  outcome: { kind: 'duration', comparison },
  dots: { before: seconds(90), after: seconds(20) },
  weeks: [
    week('2026-03-02', '2026-03-09', 'before', 90 * HOUR),
    week('2026-03-09', '2026-03-16', 'rollout', null),
    week('2026-03-16', '2026-03-23', 'after', 20 * HOUR),
  ],
  rateWeeks: [
    {
      ...{ from: '2026-03-02', to: '2026-03-09', part: 'before', merged: null, incidents: 2 },
      ...{ deployments: 5, failed: 1 },
    },
  ],
  durations: [comparison],
  rates: [
    {
      ...{ metric: 'incident-rate', withheld: null },
      ...compareRates({ events: 8, exposure: 20 }, { events: 2, exposure: 20 }),
    },
  ],
  caveats: [{ kind: 'working-days', before: 5, after: 4 }],
  annotations: [],
  basis: { metric: basis as never, rates: basis as never },
};

describe('the spread', () => {
  test('places dots, box and median on one axis, and tells the same as a table', () => {
    const model = prepareSpread(comparison, effect.dots);
    const [before, after] = model.rows;
    expect(before?.dots).toHaveLength(20);
    expect(before?.median ?? 0).toBeGreaterThan(after?.median ?? 1);
    for (const { x } of model.rows.flatMap(({ dots }) => dots)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1);
    }
    expect(model.table.rows.map((row) => row[0])).toEqual(['Before', 'After']);
    expect(model.summary).toContain('clearly shorter');
  });

  test('what took no time stands at the left edge, which says so', () => {
    const early = { ...comparison, ...compareDurations([...seconds(90), 0], seconds(20)) };
    const { rows, ticks } = prepareSpread(early, { before: [0, ...seconds(90)], after: [] });
    expect(ticks[0]?.label.replaceAll('\u00a0', ' ')).toBe('≤ 1 min');
    expect(rows[0]?.dots[0]?.x).toBe(0);
  });

  test('without single values the summary of each side is left, and nothing at all is drawn of nothing', () => {
    const { rows } = prepareSpread(comparison, null);
    expect(rows.map(({ dots, median }) => [dots.length, median !== null])).toEqual([
      [0, true],
      [0, true],
    ]);
    const nothing = prepareSpread({ ...comparison, ...compareDurations([], []) }, null);
    expect(nothing.rows[0]).toMatchObject({ box: null, median: null, interval: null });
  });
});

describe('the weeks', () => {
  test('are a line with gaps, marked where the change began and where it was in place', () => {
    const model = prepareLine(effect);
    expect(model.columns.map(({ median }) => median)).toEqual([90 * HOUR, null, 20 * HOUR]);
    expect(model.columns.map(({ isPartial }) => isPartial)).toEqual([false, true, false]);
    expect(model.marks).toEqual([
      { position: 0.5, label: '9 Mar: Tiers' },
      { position: 1.5, label: '16 Mar: in place' },
    ]);
    expect(model.table.rows[1]).toEqual(['9 Mar to 15 Mar', 'Rollout', '3', '–', '–', '–']);
  });

  test('of a rate count events, and a withheld number is a dash', () => {
    const model = prepareRateWeeks(effect, 'incident-rate');
    expect(model.columns[0]?.values).toEqual([2]);
    expect(model.table.rows[0]).toEqual(['2 Mar to 8 Mar', 'Before', '2', '–', '5', '1']);
    expect(model.summary).toBe('Incidents by week: 2 before, 0 after.');
  });

  test('of a team say whose pull requests its incidents are held against', () => {
    expect(describeRate(effect)).not.toContain('repositories');
    const team = { id: 't', name: 'Web' };
    expect(describeRate({ intervention: { ...effect.intervention, team } })).toContain(
      'that people of Web wrote, in any repository',
    );
  });
});

describe('all metrics', () => {
  test('stand in one table with a warning about how many they are', () => {
    const rows = prepareAllMetrics(effect);
    expect(rows.map(({ key, isChosen }) => [key, isChosen])).toEqual([
      ['review-cycle', true],
      ['incident-rate', false],
    ]);
    expect(tableOf(rows).rows[0]?.at(-1)).toBe('clearly shorter');
    expect(sayManyComparisons(rows)).toContain('These are 2 comparisons');
  });
});

describe('the words', () => {
  test('of the windows name what is left out', () => {
    expect(sayWindows(effect.windows)).toBe(
      '1 week before (2 Mar 2026 to 8 Mar 2026) against 1 after (16 Mar 2026 to 22 Mar 2026). The rollout, 9 Mar 2026 to 15 Mar 2026, is left out.',
    );
    expect(sayWindows({ state: 'planned', fullWeekOn: '2026-04-06' })).toContain('has not begun');
  });

  test('of the page as text hold verdict, incidents, caveats and the address', () => {
    const text = prepareText(effect, 'https://here.example/i');
    expect(text).toContain('Review cycle time: 92 h → 22 h');
    expect(text).toContain('8 incidents in 20 merged pull requests, then 2 incidents');
    expect(text).toContain('- There were 5 working days before and 4 after');
    expect(text.endsWith('https://here.example/i')).toBe(true);
    expect(text).not.toMatch(/[\u00a0\u202f]/);
  });

  const caveats: Caveat[] = [
    { kind: 'trend-before', secondsPerWeek: -6 * HOUR, weeks: 12, expectedShift: -72 * HOUR },
    { kind: 'peak', week: '2026-03-02', p50: 90 * HOUR, usual: 50 * HOUR },
    { kind: 'year-end', side: 'before' },
    {
      ...{ kind: 'last-year', p50Before: HOUR, p50After: 2 * HOUR, nBefore: 20, nAfter: 30 },
    },
    {
      ...{ kind: 'still-open', metric: 'pickup', side: 'after', open: 9, finished: 30 },
      ...{ raw: HOUR, kaplanMeier: null },
    },
    { kind: 'mix', total: -10 * HOUR, mix: -4 * HOUR, by: 'size and repository' },
    {
      kind: 'overlap',
      interventions: [{ id: 'b', title: 'New CI', startedOn: '2026-03-20', side: 'after' }],
    },
    { kind: 'still-open-withheld', metric: 'first-response', side: 'before' },
  ];
  test.each([
    [0, 'falling by 6 h a week over the 12 weeks'],
    [1, 'in the week of 2 Mar the median was 3 d 18 h'],
    [2, 'The weeks before hold days around the turn of the year'],
    [3, 'from 1 h to 2 h (20 and 30 pull requests)'],
    [4, 'not reached: half never had one'],
    [5, 'the mix makes −4 h of the −10 h'],
    [6, '“New CI” (20 Mar 2026)'],
    [7, 'still waited for a first response when the weeks before closed is withheld: fewer than'],
  ])('of caveat %i say %s', (index, words) => {
    const caveat = caveats[index];
    expect(caveat === undefined ? '' : sayCaveat(caveat).replaceAll('\u00a0', ' ')).toContain(
      words,
    );
  });
});

describe('the address', () => {
  test('says all that was asked, and is read back the same', () => {
    const address = shareAddress('https://here.example/interventions/i?x=1#y', effect);
    expect(address).toBe(
      'https://here.example/interventions/i?moved=review-cycle&measured=wall&weeks=1',
    );
    const search = Object.fromEntries(new URL(address).searchParams);
    expect(readEffectSearch(search)).toEqual({ moved: 'review-cycle', measured: 'wall', weeks: 1 });
  });

  test('what makes no sense is left out', () => {
    expect(readEffectSearch({ moved: 'luck', measured: 'moon', weeks: '1000' })).toEqual({
      ...{ moved: undefined, measured: undefined, weeks: undefined },
    });
  });
});
