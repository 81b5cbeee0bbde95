import type { Tick } from '../format/duration-ticks.ts';
import type { TableTwin } from './chart.types.ts';

/** One group of values over a common axis. Places are shares of the axis, 0..1. */
export type SpreadRow = {
  label: string;
  /** Beside the label: the median and how many there are. */
  words: string;
  isAfter: boolean;
  /** `y` is the place within the height of the row, 0..1, and means nothing. */
  dots: readonly { x: number; y: number }[];
  /** The middle half. Null: too few. */
  box: readonly [number, number] | null;
  median: number | null;
  /** Of the median. */
  interval: readonly [number, number] | null;
};

export type SpreadModel = {
  rows: readonly SpreadRow[];
  ticks: readonly Tick[];
  /** The chart in one sentence. */
  summary: string;
  table: TableTwin;
};
