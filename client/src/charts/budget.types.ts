import type { ColumnAxes, Readout } from './chart.types.ts';

export type BudgetColumn = {
  key: string;
  readout: Readout;
  /** Null: nothing was asked, or nothing is known. */
  spent: number | null;
  remaining: number | null;
};

export type BudgetModel = ColumnAxes & {
  columns: readonly BudgetColumn[];
  /** Columns in which the allowance was renewed. */
  resets: readonly number[];
};
