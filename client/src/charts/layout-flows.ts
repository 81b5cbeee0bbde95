import type { FlowModel } from './flow.types.ts';

export type PlacedNode = { key: string; y: number; height: number };
/** Where a ribbon leaves and arrives: upper edges and thickness, in pixels. */
export type PlacedFlow = { key: string; sourceY: number; targetY: number; thickness: number };
export type FlowLayout = {
  sources: PlacedNode[];
  targets: PlacedNode[];
  flows: PlacedFlow[];
};

const THINNEST = 1;

/** Places nodes and ribbons in `height` pixels; a node is as tall as all that leaves or reaches it, with `gap` between two. */
export function layoutFlows(model: FlowModel, height: number, gap: number): FlowLayout {
  const total = model.flows.reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(model.sources.length, model.targets.length, 1);
  const scale = total === 0 ? 0 : Math.max(0, height - gap * (most - 1)) / total;
  const sources = stack(
    model.sources.map(({ key }) => ({ key, value: sumOf(model, 'source', key) })),
    scale,
    gap,
  );
  const targets = stack(
    model.targets.map(({ key }) => ({ key, value: sumOf(model, 'target', key) })),
    scale,
    gap,
  );
  return { sources, targets, flows: placeFlows(model, sources, targets, scale) };
}

function sumOf({ flows }: FlowModel, end: 'source' | 'target', key: string): number {
  return flows.reduce((sum, flow) => (flow[end] === key ? sum + flow.value : sum), 0);
}

function stack(
  nodes: readonly { key: string; value: number }[],
  scale: number,
  gap: number,
): PlacedNode[] {
  let y = 0;
  return nodes.map(({ key, value }) => {
    const node = { key, y, height: value * scale };
    y += node.height + gap;
    return node;
  });
}

/** Ribbons of one node lie below each other in the order of the nodes at their other ends, so that few cross. */
function placeFlows(
  model: FlowModel,
  sources: readonly PlacedNode[],
  targets: readonly PlacedNode[],
  scale: number,
): PlacedFlow[] {
  const place = (nodes: readonly PlacedNode[], key: string) =>
    nodes.findIndex((node) => node.key === key);
  const leave = new Map(sources.map(({ key, y }) => [key, y]));
  const reach = new Map(targets.map(({ key, y }) => [key, y]));
  return [...model.flows]
    .sort(
      (a, b) =>
        place(sources, a.source) - place(sources, b.source) ||
        place(targets, a.target) - place(targets, b.target),
    )
    .map(({ key, source, target, value }) => {
      const thickness = value * scale;
      const sourceY = leave.get(source) ?? 0;
      const targetY = reach.get(target) ?? 0;
      leave.set(source, sourceY + thickness);
      reach.set(target, targetY + thickness);
      return { key, sourceY, targetY, thickness: Math.max(thickness, THINNEST) };
    });
}
