import { useMemo } from 'react';
import chartStyles from './charts.module.css';
import type { FlowModel, FlowNode } from './flow.types.ts';
import styles from './flow-chart.module.css';
import { layoutFlows, type PlacedFlow, type PlacedNode } from './layout-flows.ts';
import { PlaceCursor } from './place-cursor.tsx';
import { useElementWidth } from './use-element-width.ts';

const BAR = 8;
const GAP = 6;
const WIDEST_NAME = 150;

type FlowChartProps = { model: FlowModel; height: number };

/** Who gives to whom, as ribbons from left to right, as thick as what flows. */
export function FlowChart({ model, height }: FlowChartProps) {
  const [ref, width] = useElementWidth();
  const layout = useMemo(() => layoutFlows(model, height, GAP), [model, height]);
  const name = Math.min(WIDEST_NAME, Math.floor(width * 0.28));
  const left = name + BAR;
  const right = Math.max(width - name - BAR, left);
  const byKey = new Map(model.flows.map((flow) => [flow.key, flow]));
  const middleOf = (flow: PlacedFlow) => (flow.sourceY + flow.targetY + flow.thickness) / 2;
  const colorOf = (key: string) =>
    model.sources.find((node) => node.key === byKey.get(key)?.source)?.color;
  return (
    <figure ref={ref} className={chartStyles.figure} style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={model.summary}>
          {layout.flows.map((flow) => (
            <path
              key={flow.key}
              className={styles.ribbon}
              d={ribbon(flow, left, right)}
              fill={colorOf(flow.key)}
            />
          ))}
          {columnOf(model.sources, layout.sources, name, 'end')}
          {columnOf(model.targets, layout.targets, right, 'start')}
        </svg>
      )}
      {width === 0 ? null : (
        <PlaceCursor
          label="Read one flow after the other"
          summary={model.summary}
          readouts={layout.flows.flatMap(({ key }) => byKey.get(key)?.readout ?? [])}
          area={{ x: left, y: 0, width: right - left, height }}
          width={width}
          placeAt={(x, y) => nearest(layout.flows, left, right, x, y)}
          anchorOf={(place) => {
            const flow = layout.flows[place];
            return {
              x: (left + right) / 2,
              y: flow === undefined ? 0 : Math.min(middleOf(flow), height - 72),
            };
          }}
        >
          {(place) => {
            const flow = layout.flows[place];
            return flow === undefined ? null : (
              <svg className={styles.over} width={width} height={height} aria-hidden="true">
                <path
                  className={styles.active}
                  d={ribbon(flow, left, right)}
                  fill={colorOf(flow.key)}
                />
              </svg>
            );
          }}
        </PlaceCursor>
      )}
    </figure>
  );
}

function columnOf(
  nodes: readonly FlowNode[],
  placed: readonly PlacedNode[],
  x: number,
  anchor: 'start' | 'end',
) {
  return nodes.map((node, index) => {
    const { y, height } = placed[index] ?? { y: 0, height: 0 };
    const textX = anchor === 'end' ? x - 6 : x + BAR + 6;
    return (
      <g key={`${anchor} ${node.key}`}>
        <rect x={x} y={y} width={BAR} height={Math.max(height, 1)} fill={node.color} rx={1.5} />
        <text
          className={chartStyles.tick}
          x={textX}
          y={y + height / 2 + 4}
          textAnchor={anchor === 'end' ? 'end' : 'start'}
        >
          {node.label}
        </text>
      </g>
    );
  });
}

/** A band with two bent edges. */
function ribbon(flow: PlacedFlow, left: number, right: number): string {
  const { sourceY, targetY, thickness } = flow;
  const middle = (left + right) / 2;
  return [
    `M${left} ${sourceY}`,
    `C${middle} ${sourceY} ${middle} ${targetY} ${right} ${targetY}`,
    `V${targetY + thickness}`,
    `C${middle} ${targetY + thickness} ${middle} ${sourceY + thickness} ${left} ${sourceY + thickness}`,
    'Z',
  ].join(' ');
}

/** The ribbon whose middle passes nearest to a point. */
function nearest(
  flows: readonly PlacedFlow[],
  left: number,
  right: number,
  x: number,
  y: number,
): number | null {
  const share = Math.min(1, Math.max(0, (x - left) / Math.max(right - left, 1)));
  const eased = share * share * (3 - 2 * share);
  let best: number | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, flow] of flows.entries()) {
    const at = flow.sourceY + (flow.targetY - flow.sourceY) * eased + flow.thickness / 2;
    const off = Math.max(0, Math.abs(at - y) - flow.thickness / 2);
    if (off < distance) {
      best = index;
      distance = off;
    }
  }
  return best;
}
