import type { Readout, TableTwin } from './chart.types.ts';

export type FlowNode = { key: string; label: string; color: string };
export type Flow = {
  key: string;
  source: string;
  target: string;
  value: number;
  readout: Readout;
};

/** Ribbons from the nodes on the left to those on the right; both in the order given. */
export type FlowModel = {
  sources: readonly FlowNode[];
  targets: readonly FlowNode[];
  flows: readonly Flow[];
  summary: string;
  table: TableTwin;
};
