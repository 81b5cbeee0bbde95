import { Bar, type BarShapeProps, type DotItemDotProps, Line, ReferenceLine } from 'recharts';
import type { BudgetModel } from './budget.types.ts';
import { ColumnChart } from './column-chart.tsx';
import { useElementWidth } from './use-element-width.ts';

type BudgetChartProps = { model: BudgetModel; height: number };

/** What was spent as columns, what was left as a line, renewals as faint verticals; gaps stay gaps. */
export function BudgetChart({ model, height }: BudgetChartProps) {
  const [ref, width] = useElementWidth();
  return (
    <div ref={ref}>
      <ColumnChart
        axes={model}
        rows={model.columns.map((column, index) => ({
          ...column,
          index,
          isLone: [index - 1, index + 1].every(
            (i) => (model.columns[i]?.remaining ?? null) === null,
          ),
        }))}
        readouts={model.columns.map((column) => column.readout)}
        width={width}
        height={height}
        xScale="bands"
      >
        {(columnWidth) => (
          <>
            {model.resets.map((index) => (
              <ReferenceLine
                key={index}
                x={index}
                stroke="var(--bw-line-strong)"
                strokeDasharray="1 3"
                shapeRendering="crispedges"
              />
            ))}
            <Bar
              dataKey="spent"
              fill="var(--bw-accent)"
              barSize={Math.max(Math.min(columnWidth * 0.72, 24), 1)}
              shape={drawSpent}
              activeBar={false}
              isAnimationActive={false}
            />
            <Line
              type="linear"
              dataKey="remaining"
              stroke="var(--bw-ink-3)"
              strokeWidth={1.5}
              dot={lonePoint}
              activeDot={false}
              connectNulls={false}
              isAnimationActive={false}
            />
          </>
        )}
      </ColumnChart>
    </div>
  );
}

/** What no line reaches, since it has no neighbour. */
function lonePoint({ key, cx, cy, payload }: DotItemDotProps) {
  return typeof cy === 'number' && payload.isLone ? (
    <circle key={key} cx={cx} cy={cy} r={2.5} fill="var(--bw-ink-3)" />
  ) : (
    <g key={key} />
  );
}

/** Little is still something: at least two pixels high. */
function drawSpent({ x, y, width, height, fill, payload }: BarShapeProps) {
  const shown = payload.spent > 0 ? Math.max(height, 2) : 0;
  return <rect fill={fill} x={x} y={y + height - shown} width={width} height={shown} />;
}
