import { describe, expect, it } from 'vitest';
import {
  isKnownRegion,
  listHolidayRegions,
  publicHolidayDays,
  publicHolidaysOf,
} from './public-holidays.ts';

const daysOf = (region: string, year: number) => publicHolidaysOf(region, year).map(({ on }) => on);

describe('public holidays', () => {
  it('are those of the part of a country, not only of the whole', () => {
    expect(daysOf('DE-BE', 2026)).toEqual([
      ...['2026-01-01', '2026-03-08', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14'],
      ...['2026-05-25', '2026-10-03', '2026-12-25', '2026-12-26'],
    ]);
    expect(daysOf('DE', 2026)).not.toContain('2026-03-08');
    expect(daysOf('DE-BY', 2026)).toContain('2026-11-01');
  });

  it('follow the year in which they were declared', () => {
    expect(daysOf('DE-BE', 2018)).not.toContain('2018-03-08');
    expect(daysOf('DE-BE', 2019)).toContain('2019-03-08');
  });

  it('are substituted where the law says so', () => {
    expect(daysOf('GB-ENG', 2026)).toContain('2026-12-28');
  });

  it('of several days are each of them, without the half ones', () => {
    expect(daysOf('TR', 2026)).toEqual(
      expect.arrayContaining(['2026-03-20', '2026-03-21', '2026-03-22']),
    );
    expect(daysOf('TR', 2026)).not.toContain('2026-03-23');
  });

  it('of several years are one ascending list', () => {
    const days = publicHolidayDays('DE-BE', 2025, 2027);
    expect(days).toEqual([...new Set(days)].sort());
    expect([days[0], days.at(-1)]).toEqual(['2025-01-01', '2027-12-26']);
  });

  it('are none in a place that nobody knows', () => {
    expect(['XX', 'DE-QQ', 'DE-BE-X', ''].map(isKnownRegion)).toEqual([false, false, false, false]);
    expect(daysOf('DE-QQ', 2026)).toEqual([]);
  });
});

describe('the list of regions', () => {
  it('has countries, each followed by its parts, and knows every one of them', () => {
    const regions = listHolidayRegions();
    const codes = regions.map(({ code }) => code);
    expect(regions.find(({ code }) => code === 'DE-BE')?.name).toBe('Germany, Berlin');
    expect(codes.indexOf('DE-BE')).toBeGreaterThan(codes.indexOf('DE'));
    expect(codes.filter((code) => !isKnownRegion(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
