import { Bar, type BarShapeProps, Line } from 'recharts';
import type { RateModel } from './chart.types.ts';
import { ColumnChart } from './column-chart.tsx';
import { MARKS_TOP, MarkList, markLines } from './mark-lines.tsx';
import { placeMarks } from './place-marks.ts';
import { AXIS_WIDTH, plotWidthOf } from './plot-frame.ts';
import { useElementWidth } from './use-element-width.ts';

type RateChartProps = { model: RateModel; height: number };

/** Parts stacked to a rate, one bar per column; the trend as a line; what was changed as verticals. Columns without values stay empty. */
export function RateChart({ model, height }: RateChartProps) {
  const [ref, width] = useElementWidth();
  const plotWidth = plotWidthOf(width);
  const placed = placeMarks(model.marks, {
    left: AXIS_WIDTH,
    width: plotWidth,
    columnWidth: plotWidth / Math.max(model.columns.length, 1),
  });
  return (
    <div ref={ref}>
      <ColumnChart
        axes={model}
        rows={model.columns.map((column, index) => ({ ...column, index }))}
        readouts={model.columns.map((column) => column.readout)}
        width={width}
        height={height}
        top={model.marks.length === 0 ? undefined : MARKS_TOP}
        xScale="continuous"
      >
        {(columnWidth) => (
          <>
            {model.series.map((series, index) => (
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
            ))}
            {markLines(placed)}
            <Line
              type="linear"
              dataKey="trend"
              stroke="var(--bw-ink)"
              strokeWidth={1.75}
              dot={false}
              activeDot={false}
              connectNulls={false}
              isAnimationActive={false}
            />
          </>
        )}
      </ColumnChart>
      <MarkList placed={placed} marks={model.marks} />
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
