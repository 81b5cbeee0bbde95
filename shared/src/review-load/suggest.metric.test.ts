import { describe, expect, test } from 'vitest';
import { defaultWorkCalendar } from '../time/work-calendar.ts';
import { hoursOfWeek } from './hours-of-week.metric.ts';
import { availableDays, presenceAt } from './presence.rules.ts';
import { type Candidate, suggestionOf, suggestReviewers } from './suggest.metric.ts';

const at = (text: string) => Date.parse(text) / 1000;
const candidate = (over: Partial<Candidate>): Candidate => ({
  person: 'mira',
  ...{ lastHere: 40, reviewedHere: 10, writtenHere: 0, loadIndex: 0, openRequests: 0 },
  presence: { kind: 'working', untilAt: 0 },
  reviewsOfAuthor: 0,
  ...over,
});

describe('suggested reviewers', () => {
  test('who knows the area, has room, is at work and has not reviewed the author scores 1', () => {
    expect(suggestionOf(candidate({}))).toEqual({
      ...{ knows: 1, room: 1, atWork: 1, spreads: 1, score: 1 },
    });
  });

  test('each factor counts, and none rules alone', () => {
    const { score } = suggestionOf(candidate({}));
    const changes: Partial<Candidate>[] = [
      { reviewedHere: 2 },
      { loadIndex: 1.5 },
      { openRequests: 3 },
      { presence: { kind: 'later', fromAt: 0, inHours: 8 } },
      { reviewsOfAuthor: 4 },
    ];
    for (const change of changes) {
      const worse = suggestionOf(candidate(change)).score;
      expect(worse).toBeLessThan(score);
      expect(worse).toBeGreaterThan(0);
    }
  });

  test('who is away comes last with 0, whatever they know', () => {
    const away = candidate({ person: 'away', presence: { kind: 'away', backOn: '2026-03-09' } });
    const stranger = candidate({ person: 'new', reviewedHere: 0, loadIndex: 3 });
    expect(suggestReviewers([away, stranger]).map((one) => one.candidate.person)).toEqual([
      'new',
      'away',
    ]);
    expect(suggestionOf(away).score).toBe(0);
  });

  test('who wrote in the area knows it, half as much as who reviewed there', () => {
    const wrote = suggestionOf(candidate({ reviewedHere: 0, writtenHere: 4 })).knows;
    expect(wrote).toBeCloseTo(suggestionOf(candidate({ reviewedHere: 2 })).knows, 12);
  });
});

describe('presence', () => {
  const madrid = { ...defaultWorkCalendar, timeZone: 'Europe/Madrid' };

  test('at work by the local clock, until the end of the day', () => {
    // 09:30 in Madrid, where summer time has begun.
    expect(presenceAt(madrid, [], at('2026-03-30T07:30:00Z'))).toEqual({
      kind: 'working',
      untilAt: at('2026-03-30T15:00:00Z'),
    });
  });

  test('before work, over the weekend, and on a day away', () => {
    expect(presenceAt(madrid, [], at('2026-03-28T12:00:00Z'))).toMatchObject({
      kind: 'later',
      fromAt: at('2026-03-30T07:00:00Z'),
    });
    const away = [{ fromOn: '2026-03-30', toOn: '2026-04-02' }];
    expect(presenceAt(madrid, away, at('2026-03-30T08:00:00Z'))).toEqual({
      kind: 'away',
      backOn: '2026-04-02',
    });
    expect(presenceAt(madrid, away, at('2026-03-29T08:00:00Z'))).toMatchObject({
      fromAt: at('2026-04-02T07:00:00Z'),
    });
  });

  test('available days leave out weekends, holidays and absences, shared ones once', () => {
    const [from, to] = [at('2026-03-02T00:00:00Z'), at('2026-03-16T00:00:00Z')];
    expect(availableDays(defaultWorkCalendar, [], from, to)).toBe(10);
    const absences = [
      { fromOn: '2026-03-03', toOn: '2026-03-05' },
      { fromOn: '2026-03-04', toOn: '2026-03-09' },
    ];
    expect(availableDays(defaultWorkCalendar, absences, from, to)).toBe(6);
    const holiday = { ...defaultWorkCalendar, holidaysOn: ['2026-03-10'] };
    expect(availableDays(holiday, absences, from, to)).toBe(5);
  });
});

test('hours of the week are those of the local clock', () => {
  const week = hoursOfWeek([
    { at: at('2026-03-02T08:15:00Z'), timeZone: 'UTC', count: 2 },
    { at: at('2026-03-01T23:45:00Z'), timeZone: 'Asia/Kolkata', count: 1 },
  ]);
  expect(week[0]?.[8]).toBe(2);
  expect(week[0]?.[5]).toBe(1);
  expect(week.flat().reduce((sum, count) => sum + count, 0)).toBe(3);
});
