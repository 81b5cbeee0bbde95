import type { StackColumn, StackModel } from './chart.types.ts';
import { ColumnPlot } from './column-plot.tsx';
import type { Scale } from './scale.ts';

type StackChartProps = { model: StackModel; height: number };

/** Parts stacked from the bottom up, one bar per column; a column without values stays empty. */
export function StackChart({ model, height }: StackChartProps) {
  return (
    <ColumnPlot
      height={height}
      summary={model.summary}
      columnName={model.columnName}
      readouts={model.columns.map((column) => column.readout)}
      yTicks={model.yTicks}
      yMax={model.yMax}
      xTicks={model.xTicks}
    >
      {({ center, columnWidth, y }) =>
        model.columns.map((column, index) => (
          <Bar
            key={column.key}
            column={column}
            colors={model.series.map((series) => series.color)}
            center={center(index)}
            width={Math.max(Math.min(columnWidth * 0.72, 36), 1)}
            y={y}
          />
        ))
      }
    </ColumnPlot>
  );
}

type BarProps = {
  column: StackColumn;
  colors: readonly string[];
  center: number;
  width: number;
  y: Scale;
};

function Bar({ column, colors, center, width, y }: BarProps) {
  let below = 0;
  return (
    <g opacity={column.isPartial ? 0.55 : 1}>
      {(column.values ?? []).map((value, index) => {
        const top = y(below + value);
        const height = y(below) - top;
        below += value;
        const seam = height > 3 ? 1 : 0;
        return (
          <rect
            key={colors[index]}
            fill={colors[index]}
            x={center - width / 2}
            y={top + seam}
            width={width}
            height={Math.max(height - seam, 0)}
          />
        );
      })}
    </g>
  );
}
