import { expect, it } from 'vitest';
import { byYear, findRegion, regionLabel } from './region-choice.ts';

const known = [
  { code: 'DE', name: 'Germany' },
  { code: 'DE-BE', name: 'Germany, Berlin' },
];

it('a region is known by its name with its code, and by its code alone while the list is missing', () => {
  expect(regionLabel('DE-BE', known)).toBe('Germany, Berlin (DE-BE)');
  expect(regionLabel('DE-BE', [])).toBe('DE-BE');
  expect(regionLabel(null, known)).toBe('');
});

it.each([
  ['de-be', 'DE-BE'],
  [' Germany, Berlin ', 'DE-BE'],
  ['Germany, Berlin (DE-BE)', 'DE-BE'],
  ['germany', 'DE'],
  ['', null],
  ['Germ', undefined],
])('what is typed as "%s" is %s', (text, code) => {
  expect(findRegion(text, known)).toBe(code);
});

it('days stand under their year', () => {
  const days = ['2026-12-25', '2026-12-26', '2027-01-01'].map((on) => ({ on, name: on }));
  expect(byYear(days).map(({ year, days: listed }) => [year, listed.length])).toEqual([
    ['2026', 2],
    ['2027', 1],
  ]);
});
