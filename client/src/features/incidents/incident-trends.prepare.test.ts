import type {
  IncidentBucket,
  IncidentTrends,
  ShownDurationTrend,
} from '@bellwether/shared/incidents/incident-trends.schema';
import { describe, expect, test } from 'vitest';
import { rateTicks } from '../../format/rate.ts';
import {
  describeInShort,
  describeKnown,
  describeMissing,
  prepareDurations,
} from './incident-durations.prepare.ts';
import {
  changeOf,
  describeApart,
  describeWeights,
  prepareRate,
  prepareRateHeadlines,
  whyNoTrend,
} from './incident-rate.prepare.ts';
import { changesOf, fieldsOf } from './instants.prepare.ts';

const noSeverity = { sev1: 0, sev2: 0, sev3: 0, sev4: 0, sev5: 0, unknown: 0 };
const none = { duplicate: 0, 'false-alarm': 0, drill: 0 };
const summary = { n: 0, p50: null, p90: null, interval80: null, each: [] };
const basis = {
  ...{ level: 'enough' as const, covered: 1, total: 1, dataAsOf: null },
  ...{ reason: null, step: null },
};

function bucket(day: string, more: Partial<IncidentBucket> = {}): IncidentBucket {
  return {
    ...{ start: `${day}T00:00:00Z`, end: `${day}T23:00:00Z`, isPartial: false, incidents: 0 },
    ...{ bySeverity: noSeverity, byService: [], excluded: none },
    exposure: { weeks: 1, deployments: 10, pullRequests: 20 },
    ...more,
  };
}

const restore: ShownDurationTrend = {
  ...{ duration: 'restore', whole: summary, previous: summary, bySeverity: [] },
  buckets: [{ ...summary, n: 2, each: [60, 120] }, summary],
  coverage: { of: 23, missing: 21 },
};

function trends(buckets: IncidentBucket[], more: Partial<IncidentTrends> = {}): IncidentTrends {
  const whole = { ...bucket('2026-03-02'), incidents: 3, excluded: { ...none, drill: 2 } };
  return {
    ...{ zone: 'UTC', now: '2026-03-20T00:00:00Z', knownSince: '2026-01-01T00:00:00Z', buckets },
    ...{ whole, undated: 1, durations: [restore], services: [], teams: [], ofNoTeam: 0 },
    previous: { from: '', to: '', whole: { ...whole, incidents: 0 } },
    basis: { incidents: basis, deployments: basis, pullRequests: basis },
    isSyncing: false,
    ...more,
  };
}

const choice = { per: 'deployments', by: 'severity', isWeighted: false } as const;

describe('the rate of incidents as a chart', () => {
  const buckets = [
    bucket('2026-03-02', { incidents: 3, bySeverity: { ...noSeverity, sev1: 1, unknown: 2 } }),
    bucket('2026-03-09', {
      incidents: 1,
      exposure: { weeks: 1, deployments: 0, pullRequests: null },
    }),
  ];
  const model = prepareRate(trends(buckets), choice, 'week', [
    { on: '2026-03-02', text: 'Reviews shared' },
  ]);

  test('stacks the worst first, and those of no known severity last and by that name', () => {
    expect(model.series.map(({ label }) => label)).toEqual(['SEV1', 'Severity not known']);
    expect(model.columns[0]?.values).toEqual([10, 20]);
  });

  test('without a denominator there is a gap with its reason, and no 0', () => {
    expect(model.columns[1]?.values).toBeNull();
    expect(model.columns[1]?.readout.note).toContain('nothing to hold them against');
    const perMerge = prepareRate(trends(buckets), { ...choice, per: 'pull-requests' }, 'week', []);
    expect(perMerge.columns[1]?.readout.note).toContain('too few people');
  });

  test('tells numerator, denominator and interval of each column, in the table too', () => {
    expect(model.columns[0]?.readout.facts).toEqual(
      expect.arrayContaining([
        { label: 'Incidents', value: '3' },
        { label: 'Deployments', value: '10' },
        expect.objectContaining({ label: '80 % interval' }),
      ]),
    );
    expect(model.table.rows[0]).toEqual(expect.arrayContaining(['3', '10', '30']));
  });

  test('draws no trend on two points, and says so; what was changed is marked', () => {
    expect(model.columns.every(({ trend }) => trend === null)).toBe(true);
    expect(whyNoTrend(model)).toBe('No trend is drawn on fewer than 8 whole points.');
    expect(model.marks.map(({ label }) => label)).toEqual(['2 Mar: Reviews shared']);
  });

  test('weights are shown, and a weighted rate has no interval', () => {
    expect(describeWeights()).toContain('SEV1 weighs 16, SEV2 8');
    const weighted = prepareRate(trends(buckets), { ...choice, isWeighted: true }, 'week', []);
    expect(weighted.columns[0]?.values).toEqual([160, 0]);
    expect(weighted.table.rows[0]).toContain('–');
  });

  test('what is counted apart and what lies in no period is told', () => {
    expect(describeApart(trends([]))).toBe(
      'Counted apart: 2 drills. 1 incident without any instant lies in no period.',
    );
  });

  test('headlines claim a change only where the intervals do not touch', () => {
    expect(prepareRateHeadlines(trends([]), false)[0]).toMatchObject({
      ...{ label: 'Incidents per week', parts: '3 incidents, 1 week' },
    });
    expect(changeOf([1, 2], [3, 4])).toEqual({ direction: 'down', words: 'rarer' });
    expect(changeOf([5, 6], [3, 4])?.direction).toBe('up');
    expect(changeOf([1, 3.5], [3, 4])).toBeNull();
  });

  test('ticks are round, below 1 too', () => {
    expect(rateTicks(0.35).map(({ label }) => label)).toEqual(['0', '0.1', '0.2', '0.3', '0.4']);
    expect(rateTicks(42).at(-1)?.value).toBe(50);
  });
});

describe('how long incidents last', () => {
  test('few are dots without a median; nothing known is a gap', () => {
    const model = prepareDurations(
      trends([bucket('2026-03-02'), bucket('2026-03-09')]),
      restore,
      'week',
      [],
    );
    expect(model.columns[0]).toMatchObject({ median: null, dots: [60, 120] });
    expect(model.columns[1]).toMatchObject({ median: null, dots: [] });
  });

  test('in a line: percentiles with how many stand behind them, each of them where they are few, never 0', () => {
    const plain = (words: string) => words.replaceAll('\u00a0', ' ');
    const many = { n: 12, p50: 7_200, p90: 21_600, interval80: null, each: [] };
    const few = { n: 2, p50: null, p90: null, interval80: null, each: [3_600, 7_200] };
    expect(plain(describeKnown(many))).toBe('p90 6 h, n 12');
    expect(plain(describeKnown(few))).toBe('too few for a median: 1 h, 2 h');
    expect(describeKnown(summary)).toBe('not known of any');
    expect(plain(describeInShort(many))).toBe('2 h, p90 6 h (n 12)');
    expect(plain(describeInShort(few))).toBe('1 h, 2 h');
    expect(describeInShort(summary)).toBe('not known');
  });

  test('says plainly how many have none', () => {
    expect(describeMissing(restore)).toBe(
      '21 of 23 incidents resolved in this period have no time to restore.',
    );
    expect(describeMissing({ ...restore, coverage: { of: 3, missing: 0 } })).toBeNull();
  });
});

describe('instants to enter', () => {
  test('only what was changed is sent; an emptied field takes back', () => {
    const own = { name: 'impactStartedAt', at: '2026-03-03T09:20:00.000Z', source: 'manual' };
    const told = { name: 'resolvedAt', at: '2026-03-03T11:00:00.000Z', source: 'auto' };
    const before = fieldsOf({ instants: [own, told] as never });
    expect(before.resolvedAt).toBe('');
    expect(changesOf(before, before)).toEqual({});
    const after = { ...before, impactStartedAt: '', detectedAt: '2026-03-03T09:30' };
    expect(changesOf(before, after)).toEqual({
      impactStartedAt: null,
      detectedAt: new Date('2026-03-03T09:30').toISOString(),
    });
  });
});
