import { expect, test } from 'vitest';
import type { FlowModel } from './flow.types.ts';
import { layoutFlows } from './layout-flows.ts';

const readout = { title: '', facts: [], note: null };
const node = (key: string) => ({ key, label: key, color: 'red' });
const model: FlowModel = {
  sources: [node('a'), node('b')],
  targets: [node('c'), node('d')],
  flows: [
    { key: 'bc', source: 'b', target: 'c', value: 1, readout },
    { key: 'ac', source: 'a', target: 'c', value: 2, readout },
    { key: 'ad', source: 'a', target: 'd', value: 1, readout },
  ],
  summary: '',
  table: { columns: [], rows: [] },
};

test('nodes are as tall as what passes through them, and fill the height', () => {
  const { sources, targets } = layoutFlows(model, 84, 4);
  expect(sources).toEqual([
    { key: 'a', y: 0, height: 60 },
    { key: 'b', y: 64, height: 20 },
  ]);
  expect(targets.map(({ height }) => height)).toEqual([60, 20]);
});

test('ribbons of a node touch each other and never overlap', () => {
  const { flows } = layoutFlows(model, 84, 4);
  expect(flows).toEqual([
    { key: 'ac', sourceY: 0, targetY: 0, thickness: 40 },
    { key: 'ad', sourceY: 40, targetY: 64, thickness: 20 },
    { key: 'bc', sourceY: 64, targetY: 40, thickness: 20 },
  ]);
});

test('nothing that flows has no height', () => {
  const { sources, flows } = layoutFlows({ ...model, flows: [] }, 84, 4);
  expect(sources.map(({ height }) => height)).toEqual([0, 0]);
  expect(flows).toEqual([]);
});
