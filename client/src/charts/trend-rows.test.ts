import { describe, expect, it } from 'vitest';
import type { TrendColumn } from './chart.types.ts';
import { trendRows } from './trend-rows.ts';

function column(median: number | null, overrides: Partial<TrendColumn> = {}): TrendColumn {
  return {
    key: 'x',
    readout: { title: 'x', facts: [], note: null },
    median,
    band: median === null ? null : [median, median + 1],
    previous: null,
    isPartial: false,
    dots: [],
    ...overrides,
  };
}

describe('trendRows', () => {
  it('ends the line before the bucket that is filling, and dots the way to it', () => {
    const rows = trendRows([column(1), column(2), column(3, { isPartial: true })]);
    expect(rows.map((row) => row.solid)).toEqual([1, 2, null]);
    expect(rows.map((row) => row.tail)).toEqual([null, 2, 3]);
  });

  it('dots nothing when the last bucket is whole or unknown', () => {
    const unknown = column(null, { isPartial: true });
    expect(trendRows([column(1), column(2)]).map((row) => row.tail)).toEqual([null, null]);
    expect(trendRows([column(1), unknown]).map((row) => row.tail)).toEqual([null, null]);
    expect(trendRows([unknown]).map((row) => row.tail)).toEqual([null]);
  });

  it('finds the bucket that is filling before those that have not begun', () => {
    const rows = trendRows([column(1), column(2, { isPartial: true }), column(null)]);
    expect(rows.map((row) => row.solid)).toEqual([1, null, null]);
    expect(rows.map((row) => row.tail)).toEqual([1, 2, null]);
  });

  it('never bridges a gap with the dotted tail', () => {
    const rows = trendRows([column(1), column(null), column(3, { isPartial: true })]);
    expect(rows.map((row) => row.tail)).toEqual([null, null, 3]);
  });

  it('knows what stands alone between two gaps, which neither line nor area shows', () => {
    const rows = trendRows([column(1), column(null), column(3), column(null)]);
    expect(rows.map((row) => row.isLoneMedian)).toEqual([true, false, true, false]);
    expect(rows.map((row) => row.isLoneBand)).toEqual([true, false, true, false]);
    const before = trendRows([column(1, { previous: 2 }), column(1), column(1, { previous: 2 })]);
    expect(before.map((row) => row.isLonePrevious)).toEqual([true, false, true]);
    const pair = trendRows([column(1), column(2)]);
    expect(pair.some((row) => row.isLoneMedian || row.isLoneBand)).toBe(false);
  });
});
