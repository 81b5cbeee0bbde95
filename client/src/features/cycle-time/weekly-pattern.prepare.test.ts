import type { WeeklyPattern } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { expect, it } from 'vitest';
import { prepareWeek } from './weekly-pattern.prepare.ts';

const HOUR = 3600;
const cells: WeeklyPattern['cells'] = Array.from({ length: 168 }, () => ({
  ...{ ready: 0, reviewed: 0, pickup: null, pickedUp: 0 },
}));
cells[9] = { ready: 8, reviewed: 2, pickup: 2 * HOUR, pickedUp: 7 };
cells[24 + 14] = { ready: 4, reviewed: 0, pickup: null, pickedUp: 3 };
cells[100] = { ready: null, reviewed: 1, pickup: null, pickedUp: null };
const week: WeeklyPattern = {
  ...{ zone: 'Europe/Berlin', clock: 'work', cells, ready: 12, reviewed: 3 },
};

it('is the darker the more, and empty where there is nothing', () => {
  const { cells: drawn, summary } = prepareWeek(week, 'ready');
  expect([9, 38, 0, 100].map((place) => drawn[place]?.strength)).toEqual([1, 0.5, null, null]);
  expect(summary).toBe('12 pull requests became ready, most of them on Mondays (Europe/Berlin).');
});

it('tells no median of few, but how many there are', () => {
  const { cells: drawn, table } = prepareWeek(week, 'pickup');
  expect(drawn[38]?.strength).toBeNull();
  expect(drawn[38]?.readout.note).toBe('3 of them picked up: too few for a median.');
  expect(drawn[100]?.readout.note).toContain('Withheld');
  expect(table.rows).toHaveLength(3);
});
