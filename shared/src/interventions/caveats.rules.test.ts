import { describe, expect, test } from 'vitest';
import { defaultWorkCalendar } from '../time/work-calendar.ts';
import { findMix, findOverlap, findStillOpen, type Reach } from './caveats.rules.ts';
import { describeSide } from './compare-durations.metric.ts';
import { findPeak, findTrendBefore } from './course-caveats.rules.ts';
import { findLastYear, findWorkingDays, findYearEnd } from './season-caveats.rules.ts';

const HOUR = 3600;
const weeks = (...hours: readonly (number | null)[]) =>
  hours.map((value, index) => ({
    from: `2026-05-${String(index + 1).padStart(2, '0')}`,
    p50: value === null ? null : value * HOUR,
  }));

describe('the trend before', () => {
  const falling = weeks(96, 90, 84, 78, 72, 66, 60, 54);

  test('is told with its slope when it would have brought the shift by itself', () => {
    expect(findTrendBefore(falling, -60 * HOUR, 8)).toEqual({
      ...{ kind: 'trend-before', secondsPerWeek: -6 * HOUR, weeks: 8 },
      expectedShift: -48 * HOUR,
    });
  });

  test('is no caveat when it went the other way, was small, or too few weeks are known', () => {
    expect(findTrendBefore(falling, 60 * HOUR, 8)).toBeNull();
    expect(findTrendBefore(weeks(96, 95, 97, 96, 95, 96), -60 * HOUR, 8)).toBeNull();
    expect(findTrendBefore(weeks(96, null, 84, null, 72, 66), -60 * HOUR, 8)).toBeNull();
    expect(findTrendBefore(falling, null, 8)).toBeNull();
  });

  test('counts weeks without a median as time that passed', () => {
    const gaps = weeks(96, null, 84, 78, 72, null, 60, 54);
    expect(findTrendBefore(gaps, -60 * HOUR, 8)?.secondsPerWeek).toBe(-6 * HOUR);
  });
});

describe('a change at a peak', () => {
  test('is told when the slowest week came right before it', () => {
    expect(findPeak(weeks(50, 52, 48, 50, 51, 90), -20 * HOUR)).toMatchObject({
      ...{ kind: 'peak', week: '2026-05-06', p50: 90 * HOUR, usual: 50 * HOUR },
    });
  });

  test('is none when the slowest week lies further back, or stands out little, or nothing fell', () => {
    expect(findPeak(weeks(90, 52, 48, 50, 51, 50), -20 * HOUR)).toBeNull();
    expect(findPeak(weeks(50, 52, 48, 50, 51, 60), -20 * HOUR)).toBeNull();
    expect(findPeak(weeks(50, 52, 48, 50, 51, 90), 20 * HOUR)).toBeNull();
  });
});

describe('the season', () => {
  const before = { from: '2026-04-13', to: '2026-05-11' };
  const after = { from: '2026-05-11', to: '2026-06-08' };

  test('holidays leave one side fewer days of work', () => {
    const calendar = { ...defaultWorkCalendar, holidaysOn: ['2026-05-01', '2026-05-02'] };
    expect(findWorkingDays(calendar, before, after)).toEqual({
      ...{ kind: 'working-days', before: 19, after: 20 },
    });
    expect(findWorkingDays(defaultWorkCalendar, before, after)).toBeNull();
  });

  test('the turn of the year is told by the side that holds it', () => {
    const december = { from: '2025-12-01', to: '2025-12-21' };
    const january = { from: '2026-01-05', to: '2026-02-02' };
    expect(findYearEnd(before, after)).toBeNull();
    expect(findYearEnd(december, after)).toEqual({ kind: 'year-end', side: 'before' });
    expect(findYearEnd(before, january)).toEqual({ kind: 'year-end', side: 'after' });
    expect(findYearEnd(december, january)).toEqual({ kind: 'year-end', side: 'both' });
  });

  test('the same weeks a year before stand beside, when there were enough of them', () => {
    const ten = describeSide(Array.from({ length: 10 }, (_, index) => index));
    expect(findLastYear(ten, ten)).toMatchObject({ kind: 'last-year', p50Before: 4.5, nAfter: 10 });
    expect(findLastYear(ten, describeSide([1, 2, 3, 4, 5]))).toBeNull();
  });
});

describe('what is still open', () => {
  test('is told when it is more than a tenth, with the median that counts it', () => {
    const finished = [1, 2, 3, 4, 5].map((hours) => hours * HOUR);
    expect(
      findStillOpen({ metric: 'pickup', side: 'after' }, finished, [50 * HOUR, 60 * HOUR]),
    ).toEqual({
      ...{ kind: 'still-open', metric: 'pickup', side: 'after', open: 2, finished: 5 },
      ...{ raw: 3 * HOUR, kaplanMeier: 4 * HOUR },
    });
  });

  test('tells nothing where fewer than five were answered', () => {
    const four = [1, 2, 3, 4].map((hours) => hours * HOUR);
    expect(findStillOpen({ metric: 'pickup', side: 'after' }, four, [HOUR, HOUR])).toBeNull();
  });

  test('is withheld where it may not be told, and only where there would be a median', () => {
    const five = [1, 2, 3, 4, 5].map((hours) => hours * HOUR);
    expect(findStillOpen({ metric: 'pickup', side: 'before' }, five, null)).toEqual({
      ...{ kind: 'still-open-withheld', metric: 'pickup', side: 'before' },
    });
    expect(findStillOpen({ metric: 'pickup', side: 'before' }, [HOUR], null)).toBeNull();
  });

  test('a tenth is not more', () => {
    const finished = Array.from({ length: 9 }, () => HOUR);
    expect(findStillOpen({ metric: 'pickup', side: 'after' }, finished, [HOUR])).toBeNull();
    expect(findStillOpen({ metric: 'pickup', side: 'after' }, [], [])).toBeNull();
  });
});

describe('the mix', () => {
  const of = (kind: string, count: number, hours: number) =>
    Array.from({ length: count }, () => ({ kind, seconds: hours * HOUR }));

  test('is told when smaller changes, and no other speed, made it shorter', () => {
    const before = [...of('S', 5, 2), ...of('XL', 5, 20)];
    const after = [...of('S', 9, 2), ...of('XL', 1, 20)];
    const found = findMix(before, after, 'size');
    expect(found).toMatchObject({ kind: 'mix', by: 'size' });
    expect(found?.kind === 'mix' && found.mix / found.total).toBeCloseTo(1, 9);
  });

  test('is no caveat when the same work became quicker', () => {
    const before = [...of('S', 5, 10), ...of('XL', 5, 20)];
    const after = [...of('S', 5, 2), ...of('XL', 5, 4)];
    expect(findMix(before, after, 'size')).toBeNull();
    expect(findMix([], after, 'size')).toBeNull();
  });
});

describe('other interventions', () => {
  const windows = {
    before: { from: '2026-04-13', to: '2026-05-11' },
    after: { from: '2026-05-11', to: '2026-06-08' },
  };
  const own: Reach = {
    ...{ id: 'a', title: 'Tiers', startedOn: '2026-05-11', teamId: 't1', repositoryIds: ['r1'] },
  };
  const other = (part: Partial<Reach>): Reach => ({
    ...{ id: 'b', title: 'CI', startedOn: '2026-05-20', teamId: null, repositoryIds: [] },
    ...part,
  });

  test('are told when they began within the windows, over the same people and repositories', () => {
    expect(findOverlap(own, [own, other({})], windows)).toEqual({
      kind: 'overlap',
      interventions: [{ id: 'b', title: 'CI', startedOn: '2026-05-20', side: 'after' }],
    });
    expect(findOverlap(own, [other({ startedOn: '2026-04-13' })], windows)).toMatchObject({
      interventions: [{ side: 'before' }],
    });
  });

  test.each([
    ['began before the windows', { startedOn: '2026-04-12' }],
    ['began after them', { startedOn: '2026-06-08' }],
    ['concern another team', { teamId: 't2' }],
    ['concern other repositories', { repositoryIds: ['r2'] }],
  ])('are no caveat when they %s', (_, part) => {
    expect(findOverlap(own, [own, other(part)], windows)).toBeNull();
  });
});
