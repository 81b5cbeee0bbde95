import type { Tick } from '../format/duration-ticks.ts';

/** A label under one column. */
export type ColumnTick = { index: number; label: string };

/** One line of a tooltip, already in words. */
export type Fact = { label: string; value: string };

/** What the reader sees when a column or a dot is under the pointer or the cursor keys. */
export type Readout = { title: string; facts: readonly Fact[]; note: string | null };

/** The numbers of a chart as a table, for those who do not see it and those who want to copy it. */
export type TableTwin = { columns: readonly string[]; rows: readonly (readonly string[])[] };

/** What a chart over time stands on. */
export type ColumnAxes = {
  yTicks: readonly Tick[];
  /** Upper end of the y axis, in the unit of the values. */
  yMax: number;
  xTicks: readonly ColumnTick[];
  /** The chart in one sentence. */
  summary: string;
  /** What one column is: `week`. */
  columnName: string;
  table: TableTwin;
};

export type TrendColumn = {
  key: string;
  readout: Readout;
  /** Null: a gap. */
  median: number | null;
  band: readonly [number, number] | null;
  previous: number | null;
  /** Still filling: dotted. */
  isPartial: boolean;
  /** Each single value, where there are too few for a percentile. */
  dots: readonly number[];
};

/** Something that was changed on a day, drawn as a line across the chart. */
export type Mark = {
  /** In columns: 0 is the middle of the first one, -0.5 its left edge. */
  position: number;
  /** `17 Aug: Reviews shared` */
  label: string;
};

export type TrendModel = ColumnAxes & {
  columns: readonly TrendColumn[];
  marks: readonly Mark[];
};

export type StackSeries = { key: string; label: string; color: string };

export type StackColumn = {
  key: string;
  readout: Readout;
  /** One value per series, from the bottom up; null: a gap. */
  values: readonly number[] | null;
  isPartial: boolean;
};

export type StackModel = ColumnAxes & {
  series: readonly StackSeries[];
  columns: readonly StackColumn[];
};

/** Parts stacked to a rate, with the trend through the wholes. */
export type RateColumn = StackColumn & {
  /** Null: too few points for a trend, or none here. */
  trend: number | null;
};

export type RateModel = ColumnAxes & {
  series: readonly StackSeries[];
  columns: readonly RateColumn[];
  marks: readonly Mark[];
};

export type ScatterPoint = {
  id: string;
  x: number;
  y: number;
  /** Pixels. */
  radius: number;
  color: string;
  readout: Readout;
};

export type ScatterModel = {
  points: readonly ScatterPoint[];
  scale: 'linear' | 'log';
  xRange: readonly [number, number];
  xTicks: readonly Tick[];
  yRange: readonly [number, number];
  yTicks: readonly Tick[];
  summary: string;
  table: TableTwin;
};
