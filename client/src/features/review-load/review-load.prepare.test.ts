import type {
  LoadBucket,
  ReviewLoadOverview,
  ShownLoad,
} from '@bellwether/shared/review-load/review-load.schema';
import { describe, expect, test } from 'vitest';
import { prepareFlows } from './flows.prepare.ts';
import { prepareLoadHeadlines } from './headlines.prepare.ts';
import { prepareHours } from './hours.prepare.ts';
import { bandOf, prepareLeadTrend, readPercent, verdict } from './lead.prepare.ts';
import { prepareLoadBars } from './load-bars.prepare.ts';
import { prepareLoadTrend } from './load-trend.prepare.ts';

const basis = {
  ...{ level: 'enough' as const, covered: 1, total: 1, dataAsOf: null, reason: null, step: null },
};
const summary = {
  ...{ withheld: null, pullRequests: 12, effortMinutes: 390, active: 2, eligible: 5 },
  ...{ absenceFactor: 1, hhi: 0.5, effectiveReviewers: 2, gini: 0.6 },
};
const person = (over: Partial<ShownLoad>): ShownLoad => ({
  ...{ key: 'a', name: 'Ana', login: 'ana', isYou: false, pullRequests: 6, effortMinutes: 195 },
  ...{ share: 0.5, fairShare: 0.2, loadIndex: 2.5, previousLoadIndex: 3, availableDays: 20 },
  ...over,
});
const bucket = (over: Partial<LoadBucket>): LoadBucket => ({
  ...{ start: '2026-03-02T00:00:00Z', end: '2026-03-09T00:00:00Z', isPartial: false },
  ...{ withheld: null, pullRequests: 9, active: 2, effectiveReviewers: 1.8, absenceFactor: 1 },
  ...over,
});
const overview = (over: Partial<ReviewLoadOverview> = {}): ReviewLoadOverview => ({
  ...{ definitionVersion: 1, zone: 'UTC', now: '2026-03-20T09:00:00Z', sight: 'names', summary },
  previous: { ...summary, effectiveReviewers: 1.2, from: '', to: '' },
  people: [person({})],
  buckets: [bucket({})],
  previousBuckets: [],
  isSyncing: false,
  basis: { reviews: basis, queue: basis },
  ...over,
});

describe('the load by person', () => {
  test('keeps the order of the answer, whatever the load: by name, never by rank', () => {
    const people = [
      person({ key: 'a', name: 'Ana', loadIndex: 0.2 }),
      person({ key: 'b', name: 'Ben', loadIndex: 3 }),
      person({ key: 'c', name: 'Cem', loadIndex: null, pullRequests: 0 }),
    ];
    const model = prepareLoadBars(overview({ people }));
    expect(model?.rows.map(({ label, value, isOpen }) => [label, value, isOpen])).toEqual([
      ['Ana', 0.2, true],
      ['Ben', 3, true],
      ['Cem', null, false],
    ]);
    expect(model?.rows[2]?.text).toBe('–');
    expect(model?.table.rows).toHaveLength(3);
  });

  test('numbers the unnamed, and opens nothing behind them', () => {
    const people = [
      person({ isYou: true }),
      person({ key: 'other-1', name: null, login: null }),
      person({ key: 'other-2', name: null, login: null }),
    ];
    const rows = prepareLoadBars(overview({ people }))?.rows ?? [];
    expect(rows.map(({ label }) => label)).toEqual(['Ana (you)', 'Colleague 1', 'Colleague 2']);
    expect(rows.map(({ isOpen }) => isOpen)).toEqual([true, false, false]);
  });

  test('is nothing where single people are not told', () => {
    expect(prepareLoadBars(overview({ people: null }))).toBeNull();
  });
});

describe('the headlines', () => {
  test('stand beside the period before', () => {
    const [first] = prepareLoadHeadlines(overview());
    expect(first).toMatchObject({ value: '2.0' });
    expect(first?.detail).toContain('2 of 5');
    expect(first?.detail).toContain('before: 1.2');
  });

  test('tell nothing that is withheld, or stands on too little', () => {
    const withheld = prepareLoadHeadlines(
      overview({ summary: { ...summary, withheld: 'too-few-people', effectiveReviewers: null } }),
    );
    const thin = prepareLoadHeadlines(
      overview({ basis: { reviews: { ...basis, level: 'insufficient' }, queue: basis } }),
    );
    for (const { value } of [...withheld, ...thin]) {
      expect(value).toBeNull();
    }
  });
});

describe('effective reviewers over time', () => {
  test('a bucket with fewer than five reviewed is a gap, never 0', () => {
    const buckets = [bucket({}), bucket({ pullRequests: 4 }), bucket({ pullRequests: 0 })];
    const model = prepareLoadTrend(overview({ buckets }), 'week');
    expect(model.columns.map(({ median }) => median)).toEqual([1.8, null, null]);
    expect(model.columns[1]?.readout.note).toMatch(/too few/);
    expect(model.summary).toContain('against 1.2');
  });
});

describe('who reviews whom', () => {
  const named = (key: string, name: string) => ({ key, name, login: name, isYou: false });

  test('is drawn from authors to reviewers by name, and told whole in the table', () => {
    const model = prepareFlows({
      ...{ hours: null, ownHours: null, people: [named('b', 'Ben'), named('a', 'Ana')] },
      flows: [
        { author: 'b', reviewer: 'a', pullRequests: 3 },
        { author: 'a', reviewer: 'b', pullRequests: 1 },
      ],
    });
    expect(model?.sources.map(({ label }) => label)).toEqual(['Ana', 'Ben']);
    expect(model?.flows[0]?.readout.title).toBe('Ana reviewed Ben');
    expect(model?.sources[0]?.color).toBe(model?.targets[0]?.color);
    expect(model?.table.rows).toHaveLength(2);
  });

  test('more than a dozen on one side are told as one; nothing is lost', () => {
    const flows = Array.from({ length: 30 }, (_, index) => ({
      ...{ author: `w${index}`, reviewer: 'a', pullRequests: index + 1 },
    }));
    const model = prepareFlows({ hours: null, ownHours: null, people: [], flows });
    expect(model?.sources).toHaveLength(13);
    const drawn = model?.flows.reduce((sum, { value }) => sum + value, 0);
    expect(drawn).toBe(flows.reduce((sum, { pullRequests }) => sum + pullRequests, 0));
  });
});

test('hours: an hour without a review is empty, the strongest is whole', () => {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  (week[0] ?? [])[9] = 4;
  (week[6] ?? [])[20] = 2;
  const model = prepareHours(week);
  expect(model.cells[9]?.strength).toBe(1);
  expect(model.cells[0]?.strength).toBeNull();
  expect(model.summary).toBe('6 reviews, 2 of them at the weekend or outside 08:00 to 18:00.');
});

describe('the lead’s share', () => {
  const team = {
    ...{ id: 't', name: 'Core', lead: null, personId: null, version: 0, mayChange: true },
    ...{ members: [], shares: null },
    band: {
      ...{ reviewShareFrom: 0.1, reviewShareTo: null, codingShareFrom: null, codingShareTo: null },
    },
  };

  test('stands against the band; an end that was not said is open', () => {
    expect(bandOf(team, 'review')).toEqual([0.1, 1]);
    expect(bandOf(team, 'coding')).toBeNull();
    expect(verdict(0.05, [0.1, 0.4])).toBe('below the band');
    expect(verdict(0.4, [0.1, 0.4])).toBe('within the band');
    expect(verdict(0.41, [0.1, 0.4])).toBe('above the band');
    expect(verdict(0.41, null)).toBe('');
  });

  test('a bucket in which nothing was reviewed is a gap', () => {
    const place = { isPartial: false, coding: null, merged: 0 };
    const shares = {
      now: { review: 0.3, coding: null },
      before: { review: null, coding: null },
      buckets: [
        { ...place, start: '2026-03-02T00:00:00Z', review: 0.3, reviewed: 9 },
        { ...place, start: '2026-03-09T00:00:00Z', review: null, reviewed: 0 },
      ],
    };
    const frame = { size: 'week', zone: 'UTC', now: '2026-03-20T09:00:00Z' } as const;
    const model = prepareLeadTrend(team, shares, 'review', frame);
    expect(model.columns.map(({ median }) => median)).toEqual([0.3, null]);
    expect(model.columns[0]?.band).toEqual([0.1, 1]);
  });

  test.each([
    ['', null],
    ['30', 0.3],
    ['12,5 %', 0.125],
    ['101', undefined],
    ['a third', undefined],
  ])('%j is read as %j', (text, share) => {
    expect(readPercent(text)).toEqual(share);
  });
});
