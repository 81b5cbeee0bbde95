import { Bar, type BarShapeProps } from 'recharts';
import type { StackModel } from './chart.types.ts';
import { ColumnChart } from './column-chart.tsx';
import { useElementWidth } from './use-element-width.ts';

type StackChartProps = { model: StackModel; height: number };

/** Parts stacked from the bottom up, one bar per column; a column without values stays empty. */
export function StackChart({ model, height }: StackChartProps) {
  const [ref, width] = useElementWidth();
  return (
    <div ref={ref}>
      <ColumnChart
        axes={model}
        rows={model.columns.map((column, index) => ({ ...column, index }))}
        readouts={model.columns.map((column) => column.readout)}
        width={width}
        height={height}
        xScale="bands"
      >
        {(columnWidth) =>
          model.series.map((series, index) => (
            <Bar
              key={series.key}
              dataKey={`values.${index}`}
              name={series.label}
              stackId="parts"
              fill={series.color}
              barSize={Math.max(Math.min(columnWidth * 0.72, 36), 1)}
              shape={drawPart}
              activeBar={false}
              isAnimationActive={false}
            />
          ))
        }
      </ColumnChart>
    </div>
  );
}

/** A part with a thin seam above it; lighter where the column is still filling. */
function drawPart({ x, y, width, height, fill, payload }: BarShapeProps) {
  const seam = height > 3 ? 1 : 0;
  return (
    <rect
      fill={fill}
      opacity={payload.isPartial ? 0.55 : 1}
      x={x}
      y={y + seam}
      width={width}
      height={Math.max(height - seam, 0)}
    />
  );
}
