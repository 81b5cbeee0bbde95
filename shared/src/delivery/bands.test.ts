import { describe, expect, test } from 'vitest';
import { type BandName, bandNames, bandOf, bandOfPace, bandsByYear } from './bands.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** What the report's table says of a group, as a value of the middle of its cell. */
const table2024: Record<BandName, { lead: number; failure: number; recovery: number }> = {
  elite: { lead: 0.5 * DAY, failure: 0.05, recovery: 0.5 * HOUR },
  high: { lead: 3 * DAY, failure: 0.2, recovery: 12 * HOUR },
  medium: { lead: 20 * DAY, failure: 0.1, recovery: 12 * HOUR },
  low: { lead: 90 * DAY, failure: 0.4, recovery: 20 * DAY },
};

describe('the bands of 2024', () => {
  const bounds = bandsByYear[2024].bounds ?? undefined;

  test.each(bandNames)('put the %s group of the report where the report has it', (name) => {
    const { lead, failure, recovery } = table2024[name];
    expect(bandOf(lead, bounds?.leadTimeSeconds)).toBe(name);
    expect(bandOf(failure, bounds?.failureRatio)).toBe(name);
    // Medium and high recover alike: the better one is told.
    expect(bandOf(recovery, bounds?.recoverySeconds)).toBe(name === 'medium' ? 'high' : name);
  });

  test('a recovery of days is no group’s but the last', () => {
    expect(bandOf(3 * DAY, bounds?.recoverySeconds)).toBe('low');
  });
});

describe('the bands of 2023', () => {
  const bounds = bandsByYear[2023].bounds ?? undefined;

  test('failures of 5, 10, 15 and 64 in a hundred are elite, high, medium and low', () => {
    const told = [0.05, 0.1, 0.15, 0.64].map((ratio) => bandOf(ratio, bounds?.failureRatio));
    expect(told).toEqual(bandNames);
  });

  test('a recovery of days is medium, one of months low', () => {
    const told = [3, 60].map((days) => bandOf(days * DAY, bounds?.recoverySeconds));
    expect(told).toEqual(['medium', 'low']);
  });
});

test('a report without groups has no band for anything', () => {
  expect(bandOf(0, bandsByYear[2025].bounds?.failureRatio)).toBeNull();
  expect(bandOfPace('daily', bandsByYear[2025])).toBeNull();
});

test('what is not known is in no band', () => {
  expect(bandOf(null, bandsByYear[2024].bounds?.failureRatio)).toBeNull();
});
