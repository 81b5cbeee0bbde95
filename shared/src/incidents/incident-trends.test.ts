import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketsOf, wholePeriod } from '../time/buckets.ts';
import { instantOf } from '../time/instant.ts';
import { type IncidentInstants, incidentInstants } from './derive-incident.ts';
import { incidentSeconds, summariseSeconds } from './incident-durations.metric.ts';
import { incidentRate, rateTrend, weigh } from './incident-rate.metric.ts';
import { severities } from './incident-rule.ts';
import { assignTeams } from './incident-teams.rules.ts';
import {
  beganAt,
  countIncidents,
  type IncidentFact,
  summariseIncidentDurations,
  tallyIncidents,
} from './incident-trends.metric.ts';

const none = Object.fromEntries(
  incidentInstants.map((name) => [name, null]),
) as unknown as IncidentInstants;
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);

function incident(more: Partial<IncidentFact> = {}): IncidentFact {
  return { ...none, id: 'i', severity: null, service: null, exclusion: null, ...more };
}

const from = instantOf(new Date('2026-03-02T00:00:00Z'));
const to = instantOf(new Date('2026-04-27T00:00:00Z'));
const weeks = bucketsOf(from, to, 'week', 'UTC');
const week = (index: number, hour = 9) =>
  new Date((from + index * 7 * 86_400 + hour * 3_600) * 1000);

describe('how long it lasts (B16)', () => {
  test('incident declared 10:00, impact 09:20: time to restore runs from 09:20 (B22)', () => {
    const told = { ...none, impactStartedAt: at('09:20'), declaredAt: at('10:00') };
    expect(incidentSeconds('restore', { ...told, resolvedAt: at('11:00') })).toBe(100 * 60);
  });

  test('without the beginning of the impact there is no time to restore, whatever else is known', () => {
    const told = {
      ...none,
      detectedAt: at('09:30'),
      declaredAt: at('10:00'),
      resolvedAt: at('11:00'),
    };
    expect(incidentSeconds('restore', told)).toBeNull();
    expect(incidentSeconds('detect', told)).toBeNull();
    expect(incidentSeconds('mitigate', { ...told, mitigatedAt: at('10:30') })).toBeNull();
    expect(incidentSeconds('acknowledge', told)).toBeNull();
    expect(incidentSeconds('declared-to-resolved', told)).toBe(3_600);
  });

  test('every duration has its own two instants', () => {
    const told = {
      ...{
        ...none,
        impactStartedAt: at('09:00'),
        detectedAt: at('09:10'),
        declaredAt: at('09:15'),
      },
      ...{ acknowledgedAt: at('09:12'), mitigatedAt: at('09:40'), resolvedAt: at('10:00') },
    };
    expect(incidentSeconds('detect', told)).toBe(600);
    expect(incidentSeconds('acknowledge', told)).toBe(120);
    expect(incidentSeconds('mitigate', told)).toBe(2_400);
    expect(incidentSeconds('restore', told)).toBe(3_600);
  });

  test('instants the wrong way round give no duration, and never a negative one', () => {
    const told = { ...none, detectedAt: at('10:00'), acknowledgedAt: at('09:00') };
    expect(incidentSeconds('acknowledge', told)).toBeNull();
  });

  test('fewer than five are told one by one, and have no percentiles', () => {
    expect(summariseSeconds([30, 10, 20, 40])).toEqual({
      ...{ n: 4, p50: null, p90: null, interval80: null, each: [10, 20, 30, 40] },
    });
    expect(summariseSeconds([1, 2, 3, 4, 5])).toMatchObject({ n: 5, p50: 3, p90: 4.6, each: [] });
    expect(summariseSeconds([])).toMatchObject({ n: 0, p50: null });
  });

  test('each counts in the bucket of its end, and how many lack the duration is told', () => {
    const known = { impactStartedAt: week(0), resolvedAt: week(1), severity: 'sev2' as const };
    const trends = summariseIncidentDurations(
      [
        incident(known),
        incident({ declaredAt: week(1), resolvedAt: week(1, 11) }),
        incident({ ...known, exclusion: 'drill' }),
      ],
      weeks,
    );
    const restore = trends.find(({ duration }) => duration === 'restore');
    expect(restore?.buckets.map(({ n }) => n)).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
    expect(restore?.coverage).toEqual({ of: 2, missing: 1 });
    expect(restore?.bySeverity).toMatchObject([{ severity: 'sev2', n: 1 }]);
    const declared = trends.find(({ duration }) => duration === 'declared-to-resolved');
    expect(declared?.whole).toMatchObject({ n: 1, each: [7_200] });
  });
});

describe('how often it happens (B16)', () => {
  test('an incident counts where it began: by its first instant that is known', () => {
    expect(beganAt({ ...none, declaredAt: at('10:00'), impactStartedAt: at('09:20') })).toBe(
      instantOf(at('09:20')),
    );
    expect(beganAt(none)).toBeNull();
  });

  test('duplicates, false alarms and drills are counted apart; no known severity is told as such', () => {
    const counts = tallyIncidents([
      incident({ severity: 'sev1', service: 'shop' }),
      incident({ service: 'shop' }),
      ...(['duplicate', 'false-alarm', 'drill', 'drill'] as const).map((exclusion) =>
        incident({ severity: 'sev1', exclusion }),
      ),
    ]);
    expect(counts).toEqual({
      incidents: 2,
      bySeverity: { sev1: 1, sev2: 0, sev3: 0, sev4: 0, sev5: 0, unknown: 1 },
      byService: [{ service: 'shop', incidents: 2 }],
      excluded: { duplicate: 1, 'false-alarm': 1, drill: 2 },
    });
  });

  test('splitting a period keeps the counts', () => {
    const one = fc.record({
      place: fc.integer({ min: 0, max: 7 }),
      severity: fc.constantFrom(...severities, null),
      exclusion: fc.constantFrom('drill' as const, null),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (list) => {
        const incidents = list.map(({ place, ...more }) =>
          incident({ ...more, declaredAt: week(place) }),
        );
        const parts = countIncidents(incidents, weeks);
        const [whole] = countIncidents(incidents, [wholePeriod(from, to)]);
        const sum = (read: (part: (typeof parts)[number]) => number) =>
          parts.reduce((total, part) => total + read(part), 0);
        expect(sum((part) => part.incidents)).toBe(whole?.incidents);
        expect(sum((part) => part.bySeverity.sev1)).toBe(whole?.bySeverity.sev1);
        expect(sum((part) => part.excluded.drill)).toBe(whole?.excluded.drill);
      }),
    );
  });

  test('a rate tells its numerator and denominator, and is nothing without one', () => {
    const exposure = { weeks: 4, deployments: 50, pullRequests: 0 };
    expect(incidentRate(3, exposure, 'week')).toMatchObject({
      ...{ value: 0.75, numerator: 3, denominator: 4 },
    });
    expect(incidentRate(3, exposure, 'deployments').value).toBe(6);
    expect(incidentRate(3, exposure, 'pull-requests')).toEqual({
      ...{ value: null, numerator: 3, denominator: 0, interval80: null },
    });
    const unknown = { ...exposure, pullRequests: null };
    expect(incidentRate(3, unknown, 'pull-requests').denominator).toBeNull();
  });

  test('no incident is a rate of 0 with an interval above it', () => {
    const rate = incidentRate(0, { weeks: 1, deployments: null, pullRequests: null }, 'week');
    expect(rate.value).toBe(0);
    expect(rate.interval80?.[0]).toBe(0);
    expect(rate.interval80?.[1]).toBeCloseTo(Math.LN10, 3);
  });

  test('a weighted rate weighs by severity and claims no interval', () => {
    const counts = { sev1: 1, sev2: 0, sev3: 2, sev4: 0, sev5: 1, unknown: 3 };
    expect(weigh(counts)).toBe(16 + 8 + 1);
    const exposure = { weeks: 5, deployments: null, pullRequests: null };
    expect(incidentRate(7, exposure, 'week', weigh(counts))).toEqual({
      ...{ value: 5, numerator: 25, denominator: 5, interval80: null },
    });
  });

  test('no trend on fewer than eight points; from there on four points pooled', () => {
    const point = { amount: 2, denominator: 1, isComplete: true };
    expect(rateTrend(Array(7).fill(point), 'week')).toEqual(Array(7).fill(null));
    const eight = [...Array(4).fill(point), ...Array(4).fill({ ...point, amount: 4 })];
    expect(rateTrend(eight, 'week')).toEqual([null, null, null, 2, 2.5, 3, 3.5, 4]);
    const filling = [...Array(7).fill(point), { ...point, isComplete: false }];
    expect(rateTrend(filling, 'week')).toEqual(Array(8).fill(null));
  });
});

describe('whose incident it is', () => {
  const teamsOf = assignTeams({
    teams: [
      { id: 'shop', parentId: null },
      { id: 'web', parentId: 'shop' },
      { id: 'ops', parentId: null },
    ],
    whole: [{ teamId: 'web', repositoryId: 'R1' }],
    paths: [
      { teamId: 'ops', repositoryId: 'R1' },
      { teamId: 'ops', repositoryId: 'R2' },
    ],
    services: [{ service: 'pay', repositoryId: 'R2' }],
  });

  test.each([
    ['the team that has the repository, and those above', 'R1', null, ['shop', 'web']],
    ['where nobody has all of it, the team that has a part', 'R2', null, ['ops']],
    ['of no repository: where its service is deployed from', null, 'Pay', ['ops']],
    ['nobody’s', null, 'else', []],
    ['nobody’s either', 'R3', 'pay', []],
  ])('%s', (_, repositoryId, service, teams) => {
    expect([...teamsOf({ repositoryId, service })].sort()).toEqual(teams);
  });
});
