import type { Tick } from '../format/duration-ticks.ts';
import type { Readout, TableTwin } from './chart.types.ts';

/** A chart of its own that is read place after place. */
type Read = {
  /** The chart in one sentence. */
  summary: string;
  table: TableTwin;
};

export type CurvePoint = {
  x: number;
  /** 0..1; null: not known there, which ends the line. */
  y: number | null;
  band: readonly [number, number] | null;
  /** Something was lost from sight just before. */
  isMarked: boolean;
  readout: Readout;
};

/** A share that rises in steps. */
export type CurveModel = Read & {
  points: readonly CurvePoint[];
  /** The same of another time, faint; y null ends it. */
  previous: readonly { x: number; y: number | null }[];
  xMax: number;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
};

export type HeatCell = {
  /** 0..1 of the strongest; null: nothing to tell. */
  strength: number | null;
  readout: Readout;
};

/** A grid of cells, row after row. */
export type HeatModel = Read & {
  rows: readonly string[];
  columns: readonly string[];
  /** Which columns carry their name below the grid. */
  columnTicks: readonly number[];
  cells: readonly HeatCell[];
};

export type WaterfallBar = {
  key: string;
  label: string;
  /** What it says beside itself. */
  text: string;
  from: number;
  to: number;
  kind: 'whole' | 'longer' | 'shorter';
  readout: Readout;
};

/** Bars that begin where the one before ended, from top to bottom. */
export type WaterfallModel = Read & {
  bars: readonly WaterfallBar[];
  range: readonly [number, number];
  ticks: readonly Tick[];
};

/** A line without axes, beside a row of numbers. */
export type SparkModel = {
  values: readonly (number | null)[];
  summary: string;
};
