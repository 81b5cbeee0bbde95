import type { TableTwin } from './chart.types.ts';

export type BarRow = {
  key: string;
  label: string;
  /** Null: not known, and no bar is drawn. */
  value: number | null;
  /** What stands at the end of the row: `1.4`. */
  text: string;
  /** Under the label: `12 pull requests · 6 h 30 min`. */
  detail: string;
  color: string;
  /** The same of another time, as a thin line. Null: not known. */
  previous: number | null;
  /** Whether there is a list behind it. */
  isOpen: boolean;
};

/** Bars of one length scale below each other, in the order given; never sorted by the drawing. */
export type BarListModel = {
  rows: readonly BarRow[];
  max: number;
  /** A line across all bars. */
  marker: { value: number; label: string };
  summary: string;
  table: TableTwin;
};
