import { describe, expect, test } from 'vitest';
import { effortMinutesOf } from './effort.metric.ts';
import { loadOf } from './load.metric.ts';
import { eligibleBefore, tallyReviews } from './tally-reviews.metric.ts';

const at = (text: string) => new Date(text);
const seconds = (text: string) => Date.parse(text) / 1000;

describe('effort (C21)', () => {
  test.each([
    [0, 5],
    [10, 5],
    [11, 15],
    [50, 15],
    [51, 30],
    [200, 30],
    [201, 60],
    [500, 60],
    [501, 120],
  ])('%d lines cost %d minutes', (lines, minutes) => {
    expect(effortMinutesOf(lines)).toBe(minutes);
  });
});

describe('done (B12, C21)', () => {
  const change = (size: number, acts: [string, string][]) => ({
    size,
    reviewerIds: acts.map(([who]) => who),
    reviewedAts: acts.map(([, when]) => at(when)),
  });
  const changes = [
    change(5, [
      ['mira', '2026-03-01T00:00:00Z'],
      ['mira', '2026-03-05T00:00:00Z'],
      ['olu', '2026-03-31T23:59:59Z'],
    ]),
    change(100, [
      ['mira', '2026-02-28T23:59:59Z'],
      ['olu', '2026-04-01T00:00:00Z'],
    ]),
  ];
  const march = [seconds('2026-03-01T00:00:00Z'), seconds('2026-04-01T00:00:00Z')] as const;

  test('a pull request counts once for a person, however often they reviewed it', () => {
    expect(tallyReviews(changes, ...march)).toEqual([
      { person: 'mira', pullRequests: 1, effortMinutes: 5 },
      { person: 'olu', pullRequests: 1, effortMinutes: 5 },
    ]);
  });

  test('the first instant of a period counts, the first after it does not', () => {
    const [from, to] = march;
    expect(tallyReviews(changes, from - 1, to + 1)).toEqual([
      { person: 'mira', pullRequests: 2, effortMinutes: 35 },
      { person: 'olu', pullRequests: 2, effortMinutes: 35 },
    ]);
  });

  test('two accounts of one person are one', () => {
    expect(tallyReviews(changes, ...march, () => 'both')).toEqual([
      { person: 'both', pullRequests: 1, effortMinutes: 5 },
    ]);
  });

  test('eligible is whoever reviewed before the end, in the period or earlier', () => {
    expect(eligibleBefore(changes, seconds('2026-03-01T00:00:00Z'))).toEqual(['mira']);
    expect(eligibleBefore(changes, march[1])).toEqual(['mira', 'olu']);
  });
});

describe('load (B12)', () => {
  const done = [
    { person: 'mira', pullRequests: 6, effortMinutes: 60 },
    { person: 'olu', pullRequests: 2, effortMinutes: 30 },
  ];

  test('the index is the share of the effort over the share of the days', () => {
    const load = loadOf(done, [
      { person: 'mira', availableDays: 10 },
      { person: 'olu', availableDays: 5 },
      { person: 'ana', availableDays: 5 },
    ]);
    const [ana, mira, olu] = load.people;
    expect(mira).toMatchObject({ share: 60 / 90, fairShare: 0.5 });
    expect(mira?.loadIndex).toBeCloseTo(4 / 3, 12);
    expect(olu?.loadIndex).toBeCloseTo(4 / 3, 12);
    expect(ana).toMatchObject({ pullRequests: 0, share: 0, loadIndex: 0 });
    expect(load).toMatchObject({ eligible: 3, gini: null, effortMinutes: 90, absenceFactor: 1 });
  });

  test('who was away all the time has no index, though they reviewed', () => {
    const load = loadOf(done, [
      { person: 'mira', availableDays: 0 },
      { person: 'olu', availableDays: 5 },
    ]);
    expect(load.people[0]).toMatchObject({ person: 'mira', fairShare: 0, loadIndex: null });
  });

  test('nothing done is unknown, not 0', () => {
    const load = loadOf([], [{ person: 'mira', availableDays: 5 }]);
    expect(load).toMatchObject({ absenceFactor: null, hhi: null, effective: null, gini: null });
    expect(load.people[0]).toMatchObject({ share: null, loadIndex: null, effortMinutes: 0 });
  });
});
