import type { TrendColumn } from './chart.types.ts';

export type TrendRow = {
  index: number;
  band: readonly [number, number] | null;
  /** A band without a neighbour, which an area cannot show. */
  isLoneBand: boolean;
  previous: number | null;
  isLonePrevious: boolean;
  /** The median where it is final. */
  solid: number | null;
  /** The last median where it is still filling, and the one before it. */
  tail: number | null;
  /** A median without a neighbour, which a line cannot show. */
  isLoneMedian: boolean;
  isPartial: boolean;
  dots: readonly number[];
};

/** Splits what is drawn differently into columns of its own: the line ends where its dotted tail begins. */
export function trendRows(columns: readonly TrendColumn[]): TrendRow[] {
  const last = columns.findLastIndex((column) => column.median !== null);
  const hasTail = columns[last]?.isPartial === true;
  return columns.map((column, index) => {
    const neighbours = [columns[index - 1], columns[index + 1]];
    const isLone = (of: 'median' | 'band' | 'previous') =>
      column[of] !== null && neighbours.every((c) => (c?.[of] ?? null) === null);
    return {
      index,
      band: column.band,
      isLoneBand: isLone('band'),
      previous: column.previous,
      isLonePrevious: isLone('previous'),
      solid: hasTail && index === last ? null : column.median,
      tail: hasTail && (index === last || index === last - 1) ? column.median : null,
      isLoneMedian: isLone('median'),
      isPartial: column.isPartial,
      dots: column.dots,
    };
  });
}
