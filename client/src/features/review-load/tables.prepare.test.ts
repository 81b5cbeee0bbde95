import type { ShownArea, WhatIf } from '@bellwether/shared/review-load/review-load.schema';
import { describe, expect, test } from 'vitest';
import { tabulateAreas } from './areas.prepare.ts';
import { closeBuckets } from './lead.prepare.ts';
import { tabulateWhatIf } from './what-if.prepare.ts';

const breadth = { effective: 1.4, absenceFactor: 1 };
const area = {
  ...{ key: 'a', name: 'src/', repository: 'acme/shop', source: 'folder', withheld: null },
  ...{ reviewed: 9, written: 4, reviewers: breadth, authors: breadth },
  people: [
    { name: 'Ana', reviewed: 7 },
    { name: null, reviewed: 2 },
    { name: 'Ben', reviewed: 0 },
  ],
} as unknown as ShownArea;

describe('the areas, taken along', () => {
  test('have a cell for each column, with who reviewed there', () => {
    const { columns, rows } = tabulateAreas([area]);
    expect(rows[0]).toHaveLength(columns.length);
    expect(rows[0]?.[0]).toBe('src/');
    expect(rows[0]?.at(-1)).toBe('Ana 7, Others 2');
  });

  test('name nobody whom the page does not name', () => {
    const withheld = { ...area, reviewed: null, people: [], withheld: 'too-few-people' as const };
    const last = (one: ShownArea) => tabulateAreas([one]).rows[0]?.at(-1);
    expect(last(withheld)).toBe('withheld: fewer than three people');
    expect(last({ ...area, people: null })).toBe('not shown to your role');
    expect(tabulateAreas([withheld]).rows[0]?.[3]).toBe('–');
  });
});

type Projected = WhatIf['areas'][number];
const projected: Projected = {
  ...{ key: 'a', name: 'src/', repository: 'acme/shop', n: 9, byPerson: 4, replaced: 3 },
  ...{ othersLeft: 2, medianSeconds: 3_600, projectedSeconds: 7_200, interval80: [5_400, 9_000] },
  trainees: [],
};

describe('the areas without somebody, taken along', () => {
  test('have a cell for each column', () => {
    const { columns, rows } = tabulateWhatIf({ areas: [projected] });
    expect(rows[0]).toHaveLength(columns.length);
    expect(rows[0]?.at(-1)).toBe('–');
  });

  test('say why nothing is projected, and leave out its interval', () => {
    const rows = tabulateWhatIf({
      areas: [
        { ...projected, n: 3, medianSeconds: null, projectedSeconds: null, interval80: null },
        { ...projected, othersLeft: 0, projectedSeconds: null },
      ],
    }).rows.map((row) => row.slice(4, 8));
    expect(rows[0]).toEqual(['2', 'too few', 'too few', '']);
    expect(rows[1]?.[0]).toBe('nobody');
    expect(rows[1]?.slice(2)).toEqual(['nobody to draw from', '']);
  });
});

test('each bucket of the lead ends where the next one begins', () => {
  const starts = [{ start: '2026-03-02T00:00:00Z' }, { start: '2026-03-09T00:00:00Z' }];
  expect(closeBuckets(starts, '2026-03-16T00:00:00Z').map(({ end }) => end)).toEqual([
    '2026-03-09T00:00:00Z',
    '2026-03-16T00:00:00Z',
  ]);
});
