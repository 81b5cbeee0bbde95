import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatDate,
  formatDay,
  formatInstant,
  formatMonth,
  formatShortDate,
} from './date.ts';

const at = '2026-03-03T13:05:00Z';

describe('formatInstant', () => {
  it('speaks in the zone that is asked for', () => {
    expect(formatInstant(at, { zone: 'Europe/Berlin' })).toBe('Tue 3 Mar, 14:05');
    expect(formatInstant(at, { zone: 'America/New_York' })).toBe('Tue 3 Mar, 08:05');
  });

  it('names the year only when it is not the current one', () => {
    const zone = 'UTC';
    expect(formatInstant(at, { zone, now: '2026-12-01T00:00:00Z' })).toBe('Tue 3 Mar, 13:05');
    expect(formatInstant(at, { zone, now: '2027-01-01T00:00:00Z' })).toBe('Tue 3 Mar 2026, 13:05');
  });

  it('says midnight as 00:00', () => {
    expect(formatInstant('2026-03-03T00:00:00Z', { zone: 'UTC' })).toBe('Tue 3 Mar, 00:00');
  });
});

describe('dates', () => {
  it('are written day before month, without a zone where there is none', () => {
    expect(formatDate(at, { zone: 'UTC' })).toBe('Tue 3 Mar');
    expect(formatShortDate(at, 'UTC')).toBe('3 Mar');
    expect(formatMonth(at, 'UTC')).toBe('Mar 2026');
    expect(formatDay('2026-03-03')).toBe('3 Mar 2026');
  });
});

describe('months', () => {
  it('all have three letters', () => {
    expect(formatShortDate('2026-09-03T12:00:00Z', 'UTC')).toBe('3 Sep');
  });
});

describe('formatAgo', () => {
  it('says how long ago in two units, and never a negative time', () => {
    expect(formatAgo(at, '2026-03-03T13:09:00Z').replace('\u00a0', ' ')).toBe('4 min ago');
    expect(formatAgo(at, '2026-03-03T13:05:20Z')).toBe('just now');
    expect(formatAgo(at, '2026-03-03T12:00:00Z')).toBe('just now');
  });
});
